package io.saler.query.dashboard;

import io.saler.gateway.page.Cursor;
import io.saler.gateway.page.Limit;
import io.saler.gateway.page.Page;
import io.saler.journal.AddSagaNote;
import io.saler.journal.CancelSaga;
import io.saler.journal.CompensateSaga;
import io.saler.journal.FindSaga;
import io.saler.journal.JournalEntry;
import io.saler.journal.JournalFailure;
import io.saler.journal.RetrySaga;
import io.saler.journal.RevealSaga;
import io.saler.journal.SagaAction;
import io.saler.journal.SagaId;
import io.saler.journal.SagaJournal;
import io.saler.journal.SagaStatus;
import io.saler.journal.SagaView;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * One saga: how it stands, the way it has taken, and everything that happened to it. What an administrator does about
 * it is a form with a reason; whether it makes sense is decided by the sagas' own side.
 */
@Controller
class SagaPage {

    private static final String PATH = SagaListPage.PATH + "/{sagaId}";
    private static final Limit LIMIT = new Limit(Limit.MAXIMUM);
    private static final Set<String> ACTIONS = Set.of("retry", "compensate", "cancel", "note");

    private final Questions questions;
    private final Interventions interventions;
    private final Clock clock;

    SagaPage(Questions questions, Interventions interventions, Clock clock) {
        this.questions = questions;
        this.interventions = interventions;
        this.clock = clock;
    }

    @GetMapping(PATH)
    String show(
            @PathVariable SagaId sagaId,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(required = false) @Nullable String done,
            Model model) {
        long number = Cursor.read(after, Long.class).orElse(0L);
        model.addAttribute("done", done == null || !ACTIONS.contains(done) ? null : done);
        return show(sagaId, number, model);
    }

    private String show(SagaId sagaId, long after, Model model) {
        return show(new FindSaga(sagaId, after, LIMIT.andOneMore()), sagaId, after, model);
    }

    /** A page after the first shows entries only: the way would begin somewhere. */
    private String show(Object question, SagaId sagaId, long after, Model model) {
        SagaJournal found = questions.ask(question, SagaJournal.class);
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
        // What is revealed is not to go when the saga goes on, and is not asked for again without a reason.
        model.addAttribute("live", after == 0 && !(question instanceof RevealSaga));
        model.addAttribute("revealable", found.revealable());
        model.addAttribute("after", after == 0 ? null : Cursor.at(after));
        if (after == 0) {
            Walk walk = Walk.of(saga, journal.items(), now);
            model.addAttribute("walk", walk);
            model.addAttribute("timeline", Timeline.of(saga, walk, now));
            model.addAttribute("attempts", attempts(journal.items()));
        }
        model.addAttribute("retryable", saga.status() == SagaStatus.STUCK);
        model.addAttribute("compensable", saga.actions().contains(SagaAction.COMPENSATE));
        model.addAttribute("cancellable", saga.actions().contains(SagaAction.CANCEL));
        model.addAttribute(
                "changes", PageChanges.PATH + "/sagas/" + sagaId + "?seen=" + Seen.of(SagaListPage.look(saga)));
        return "saga";
    }

    private static List<JournalEntry> attempts(List<JournalEntry> journal) {
        return journal.stream().filter(entry -> entry.error() != null).toList();
    }

    /** A refusal is said above the form, with what was entered. */
    @PostMapping(PATH + "/{action}")
    String act(
            @PathVariable SagaId sagaId,
            @PathVariable String action,
            @RequestParam(defaultValue = "") String reason,
            Model model,
            HttpServletResponse response) {
        return interventions.intervene(
                () -> command(sagaId, action, reason),
                SagaListPage.PATH + "/" + sagaId + "?done=" + action,
                reason,
                () -> show(sagaId, 0, model),
                model,
                response);
    }

    /** Shows, to whoever may read it, what is masked usually. It is no address: each look has its own reason. */
    @PostMapping(PATH + "/reveal")
    String reveal(
            @PathVariable SagaId sagaId,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(defaultValue = "") String revealReason,
            Model model,
            HttpServletResponse response) {
        long number = Cursor.read(after, Long.class).orElse(0L);
        return interventions.attempt(
                () -> {
                    var question = new RevealSaga(sagaId, number, LIMIT.andOneMore(), revealReason);
                    String page = show(question, sagaId, number, model);
                    model.addAttribute("revealed", true);
                    return page;
                },
                SagaListPage.PATH + "/" + sagaId,
                "",
                () -> show(sagaId, number, model),
                model,
                response);
    }

    private static Object command(SagaId sagaId, String action, String reason) {
        return switch (action) {
            case "retry" -> new RetrySaga(sagaId, reason);
            case "compensate" -> new CompensateSaga(sagaId, reason);
            case "cancel" -> new CancelSaga(sagaId, reason);
            case "note" -> new AddSagaNote(sagaId, reason);
            default -> throw new JournalFailure.SagaUnknown();
        };
    }
}
