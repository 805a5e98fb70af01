package io.saler.query.dashboard;

import io.saler.gateway.problem.InvalidParameter;
import io.saler.journal.CancelSagas;
import io.saler.journal.CompensateSagas;
import io.saler.journal.CountSagas;
import io.saler.journal.RetrySagas;
import io.saler.journal.SagaAction;
import io.saler.journal.SagaCount;
import io.saler.journal.SagaFilter;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * Has all sagas that somebody has chosen try again, give up, or be cancelled. First they are counted, for whoever wants
 * that to know what they confirm; when there are more by then, nothing is done.
 */
@Controller
class SagaBatchPage {

    static final String PATH = SagaListPage.PATH + "/all";

    private final Questions questions;
    private final Interventions interventions;
    private final Clock clock;

    SagaBatchPage(Questions questions, Interventions interventions, Clock clock) {
        this.questions = questions;
        this.interventions = interventions;
        this.clock = clock;
    }

    @GetMapping(path = PATH, params = "action")
    String ask(@RequestParam String action, @RequestParam Map<String, String> parameters, Model model) {
        return ask(action(action), SagaSearch.of(parameters), UUID.randomUUID(), model);
    }

    private String ask(SagaAction action, SagaSearch search, UUID batch, Model model) {
        SagaCount count = questions.ask(new CountSagas(search.filter(clock.instant()), action), SagaCount.class);
        model.addAttribute("action", action);
        model.addAttribute("search", search);
        model.addAttribute("count", count == null ? new SagaCount(0, false) : count);
        model.addAttribute("batch", batch);
        model.addAttribute("listAddress", search.address(SagaListPage.PATH, Map.of()));
        return "sagas-all";
    }

    /** @param batch made with the page, so that the form sent twice does it once */
    @PostMapping(PATH)
    String act(
            @RequestParam String action,
            @RequestParam UUID batch,
            @RequestParam int count,
            @RequestParam(defaultValue = "") String sagaReason,
            @RequestParam Map<String, String> parameters,
            Model model,
            HttpServletResponse response) {
        var search = SagaSearch.of(parameters);
        SagaAction what = action(action);
        Instant now = clock.instant();
        return interventions.attempt(
                () -> {
                    // Some may have ended meanwhile.
                    int accepted =
                            interventions.<Integer>send(command(what, batch, search.filter(now), count, sagaReason));
                    return "redirect:" + search.address(SagaListPage.PATH, Map.of("done", String.valueOf(accepted)));
                },
                search.address(PATH, Map.of("action", what.code())),
                sagaReason,
                () -> ask(what, search, UUID.randomUUID(), model),
                model,
                response);
    }

    private static Object command(SagaAction action, UUID batch, SagaFilter filter, int count, String reason) {
        return switch (action) {
            case RETRY -> new RetrySagas(batch, filter, count, reason);
            case COMPENSATE -> new CompensateSagas(batch, filter, count, reason);
            case CANCEL -> new CancelSagas(batch, filter, count, reason);
        };
    }

    private static SagaAction action(String name) {
        return switch (name) {
            case "retry" -> SagaAction.RETRY;
            case "compensate" -> SagaAction.COMPENSATE;
            case "cancel" -> SagaAction.CANCEL;
            default -> throw new InvalidParameter("action", "This must be one of retry, compensate, cancel.");
        };
    }
}
