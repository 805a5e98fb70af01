package io.saler.query.dashboard;

import io.saler.gateway.page.Cursor;
import io.saler.gateway.page.Limit;
import io.saler.gateway.page.Page;
import io.saler.gateway.problem.Problem;
import io.saler.gateway.problem.Problems;
import io.saler.journal.FindSaga;
import io.saler.journal.JournalEntry;
import io.saler.journal.JournalFailure;
import io.saler.journal.RetrySaga;
import io.saler.journal.SagaId;
import io.saler.journal.SagaJournal;
import io.saler.journal.SagaStatus;
import io.saler.journal.SagaView;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * One saga: how it stands, the way it has taken, and everything that happened to it. What an administrator does about it
 * is a form with a reason; whether it makes sense is decided by the sagas' own side.
 */
@Controller
class SagaPage {

    private static final String PATH = SagaListPage.PATH + "/{sagaId}";
    private static final Limit LIMIT = new Limit(Limit.MAXIMUM);
    private static final long PATIENCE_SECONDS = 10;

    private final Questions questions;
    private final CommandGateway commands;
    private final Problems problems;
    private final Clock clock;

    SagaPage(Questions questions, CommandGateway commands, Problems problems, Clock clock) {
        this.questions = questions;
        this.commands = commands;
        this.problems = problems;
        this.clock = clock;
    }

    @GetMapping(PATH)
    String show(
            @PathVariable SagaId sagaId,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(required = false) @Nullable String done,
            Model model) {
        long number = Cursor.read(after, Long.class).orElse(0L);
        show(sagaId, number, model);
        model.addAttribute("done", done);
        return "saga";
    }

    /** A page after the first shows entries only: the way would begin somewhere. */
    private void show(SagaId sagaId, long after, Model model) {
        SagaJournal found = questions.ask(new FindSaga(sagaId, after, LIMIT.andOneMore()), SagaJournal.class);
        if (found == null) {
            throw new JournalFailure.SagaUnknown();
        }
        SagaView saga = found.saga();
        Page<JournalEntry> journal = Page.of(found.entries(), LIMIT, JournalEntry::number);
        Instant now = clock.instant();
        model.addAttribute("saga", saga);
        model.addAttribute("now", now);
        model.addAttribute("journal", journal.items());
        model.addAttribute("next", journal.next());
        model.addAttribute("first", after == 0);
        if (after == 0) {
            Walk walk = Walk.of(saga, journal.items(), now);
            model.addAttribute("walk", walk);
            model.addAttribute("timeline", Timeline.of(saga, walk, now));
            model.addAttribute("attempts", attempts(journal.items()));
        }
        model.addAttribute("retryable", saga.status() == SagaStatus.STUCK);
        model.addAttribute(
                "changes", PageChanges.PATH + "/sagas/" + sagaId + "?seen=" + Seen.of(SagaListPage.look(saga)));
    }

    private static List<JournalEntry> attempts(List<JournalEntry> journal) {
        return journal.stream().filter(entry -> entry.error() != null).toList();
    }

    @PostMapping(PATH + "/retry")
    String retry(
            @PathVariable SagaId sagaId,
            @RequestParam(defaultValue = "") String reason,
            Model model,
            HttpServletResponse response) {
        try {
            commands.sendAndWait(new RetrySaga(sagaId, reason), PATIENCE_SECONDS, TimeUnit.SECONDS);
            return "redirect:" + SagaListPage.PATH + "/" + sagaId + "?done=retry";
        } catch (RuntimeException refused) {
            Problem problem = problems.explain(refused);
            if (problem.status().is5xxServerError() || problem.type().equals("saga-unknown")) {
                throw refused;
            }
            show(sagaId, 0, model);
            response.setStatus(problem.status().value());
            model.addAttribute("refusal", problem);
            model.addAttribute("reason", reason);
            return "saga";
        }
    }
}
