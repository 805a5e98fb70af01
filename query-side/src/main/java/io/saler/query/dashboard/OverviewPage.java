package io.saler.query.dashboard;

import io.saler.gateway.access.BrowserPaths;
import io.saler.gateway.problem.InvalidParameter;
import io.saler.journal.FindSagaStatistics;
import io.saler.journal.FindSagaStatistics.Period;
import io.saler.journal.SagaStatistics;
import java.util.Arrays;
import java.util.Locale;
import org.axonframework.queryhandling.NoHandlerForQueryException;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** How the shop runs: what is under way, what has ended and how, where time goes, and what does not succeed. */
@Controller
class OverviewPage {

    private final Questions questions;
    private final Projections projections;

    OverviewPage(Questions questions, Projections projections) {
        this.questions = questions;
        this.projections = projections;
    }

    @GetMapping({BrowserPaths.HOME, BrowserPaths.HOME + "/"})
    String show(@RequestParam(defaultValue = "hour") String period, Model model) {
        SagaStatistics statistics = questions.ask(new FindSagaStatistics(period(period)), SagaStatistics.class);
        if (statistics == null) {
            throw new NoHandlerForQueryException("Nobody knows how the sagas do");
        }
        model.addAttribute("overview", Overview.of(statistics));
        model.addAttribute("statistics", statistics);
        model.addAttribute("period", period);
        model.addAttribute(
                "periods",
                Arrays.stream(Period.values())
                        .map(each -> each.name().toLowerCase(Locale.ROOT))
                        .toList());
        Projections.Summary summary = projections.summary(projections.all());
        model.addAttribute("projections", summary);
        model.addAttribute(
                "changes",
                "%s/overview?period=%s&seen=%s".formatted(PageChanges.PATH, period, seen(statistics, summary)));
        return "overview";
    }

    /** Figures that move by themselves, such as the age of what waits, are no reason to show the page anew. */
    static String seen(SagaStatistics statistics, Projections.Summary projections) {
        return Seen.of("%s %s %s %s %s"
                .formatted(
                        statistics.now(), statistics.counts(), statistics.from(), statistics.failures(), projections));
    }

    static Period period(String name) {
        return Arrays.stream(Period.values())
                .filter(each -> each.name().toLowerCase(Locale.ROOT).equals(name))
                .findFirst()
                .orElseThrow(() -> new InvalidParameter("period", "This must be one of hour, day, week."));
    }
}
