package io.saler.demo;

import io.saler.demo.assortment.Article;
import io.saler.demo.check.Inspection;
import io.saler.demo.check.Verdict;
import io.saler.demo.client.Deadline;
import io.saler.demo.client.HistoryEntry;
import io.saler.demo.client.LedgerEntry;
import io.saler.demo.client.SalerClient;
import io.saler.demo.client.SalerProblem;
import io.saler.demo.client.Unreachable;
import io.saler.demo.report.Figures;
import io.saler.demo.report.Report;
import io.saler.demo.report.ResultFile;
import io.saler.demo.scenario.AcceptedOrders;
import io.saler.demo.scenario.OrderStory;
import io.saler.demo.scenario.Outcome;
import io.saler.demo.scenario.PlannedOrder;
import io.saler.demo.scenario.Scenario;
import io.saler.demo.terminal.Progress;
import io.saler.demo.terminal.Terminal;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One demonstration on one Saler: plays the scenario, inspects what it left behind, and reports. */
final class Demonstration {

    private final Terminal terminal;
    private final Duration timeout;
    private final Duration pause;
    private final long seed;
    private final int repeatableMails;
    private final Optional<Path> resultFile;

    Demonstration(
            Terminal terminal,
            Duration timeout,
            Duration pause,
            long seed,
            int repeatableMails,
            Optional<Path> resultFile) {
        this.terminal = terminal;
        this.timeout = timeout;
        this.pause = pause;
        this.seed = seed;
        this.repeatableMails = repeatableMails;
        this.resultFile = resultFile;
    }

    /** Answers whether everything adds up. */
    boolean on(URI url, List<Article> articles, List<PlannedOrder> plan, int buyers, @Nullable Path acceptedFile)
            throws IOException {
        SalerClient saler = SalerClient.at(url);
        awaitReady(saler);
        List<LedgerEntry> formerLedger =
                saler.patientUntil(Deadline.in(timeout)).gatewayLedger();
        Outcome outcome;
        try (var accepted = new AcceptedOrders(acceptedFile)) {
            outcome = new Scenario(saler, timeout, pause, terminal).play(articles, plan, buyers, accepted);
        }
        List<Verdict> verdicts =
                new Inspection(saler, formerLedger, repeatableMails, Deadline.in(timeout), terminal).of(outcome);
        Figures figures = Figures.of(outcome.stories());
        var report = new Report(terminal);
        report.figures(figures, SalerAddress.isHere(url));
        report.timeline(outcome.stories(), Demonstration::wholeHistory);
        report.verdicts(verdicts);
        if (resultFile.isPresent()) {
            ResultFile.of(url.toString(), seed, figures, verdicts).writeTo(resultFile.get());
        }
        return verdicts.stream().allMatch(Verdict::holds);
    }

    private void awaitReady(SalerClient saler) {
        try (Progress progress = terminal.begin("Finding Saler", 0)) {
            boolean ready = Deadline.in(timeout).lookUntil(saler::isReady, answer -> answer);
            if (!ready) {
                throw new IllegalStateException("Nothing answered at %s within %d s that it is ready"
                        .formatted(saler.url(), timeout.toSeconds()));
            }
            progress.done(saler.url().toString());
        }
    }

    /** The mail and the stock come after the end; if they cannot be read now, what was read then must do. */
    private static List<HistoryEntry> wholeHistory(OrderStory story) {
        try {
            return story.buyer().client().history(String.valueOf(story.orderId()));
        } catch (SalerProblem | Unreachable unreadable) {
            return story.history();
        }
    }
}
