package io.saler.query.dashboard;

import io.saler.gateway.access.BrowserPaths;
import io.saler.gateway.page.Cursor;
import io.saler.gateway.page.Limit;
import io.saler.gateway.page.Page;
import io.saler.journal.FindSagas;
import io.saler.journal.FoundSagas;
import io.saler.journal.SagaId;
import io.saler.journal.SagaStatus;
import io.saler.journal.SagaView;
import io.saler.query.CursorKey;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The sagas, those first that have begun last, and those only that somebody wants to see. */
@Controller
class SagaListPage {

    static final String PATH = BrowserPaths.HOME + "/sagas";

    private static final List<String> TYPES = List.of("OrderSaga", "RefundSaga");
    private static final Limit LIMIT = new Limit(Limit.USUAL);

    private final Questions questions;
    private final Clock clock;

    SagaListPage(Questions questions, Clock clock) {
        this.questions = questions;
        this.clock = clock;
    }

    /** The place of a saga in the list. */
    record Place(Instant startedAt, UUID sagaId) {
        Place {
            CursorKey.time(startedAt);
            CursorKey.present(sagaId);
        }

        static Place of(SagaView saga) {
            return new Place(saga.startedAt(), saga.sagaId().value());
        }

        private FindSagas.Place asked() {
            return new FindSagas.Place(startedAt, new SagaId(sagaId));
        }
    }

    @GetMapping(PATH)
    String show(@RequestParam Map<String, String> parameters, Model model) {
        var search = SagaSearch.of(parameters);
        FindSagas.Place place = Cursor.read(parameters.get(Cursor.PARAMETER), Place.class)
                .map(Place::asked)
                .orElse(null);
        Instant now = clock.instant();
        FoundSagas found =
                questions.ask(new FindSagas(search.filter(now), place, LIMIT.andOneMore()), FoundSagas.class);
        Page<SagaView> sagas = Page.of(found == null ? List.of() : found.sagas(), LIMIT, Place::of);
        model.addAttribute("search", search);
        model.addAttribute("sagas", sagas.items());
        model.addAttribute("types", TYPES);
        model.addAttribute("statuses", SagaStatus.values());
        model.addAttribute("steps", Course.steps());
        model.addAttribute("times", SagaSearch.TIMES);
        model.addAttribute("now", now);
        model.addAttribute("done", done(parameters.get("done")));
        model.addAttribute("first", place == null);
        model.addAttribute("firstAddress", search.address(PATH, Map.of()));
        model.addAttribute(
                "nextAddress",
                sagas.next() == null ? null : search.address(PATH, Map.of(Cursor.PARAMETER, sagas.next())));
        model.addAttribute("changes", search.address(PageChanges.PATH + "/sagas", Map.of("seen", seen(sagas.items()))));
        return "sagas";
    }

    /** For how many sagas something is being done that was asked for before. */
    private static @Nullable Integer done(@Nullable String count) {
        return count != null && count.matches("[0-9]{1,6}") ? Integer.valueOf(count) : null;
    }

    /** Changes whenever the first page of the list does, for all that can be seen of it. */
    static String seen(List<SagaView> sagas) {
        return Seen.of(
                sagas.stream().limit(LIMIT.items()).map(SagaListPage::look).collect(Collectors.joining(";")));
    }

    static int asked() {
        return LIMIT.items();
    }

    static String look(SagaView saga) {
        SagaView.Failure failure = saga.failure();
        return "%s %s %s %s"
                .formatted(
                        saga.sagaId(),
                        saga.status(),
                        saga.lastActivityAt(),
                        failure == null ? "" : failure.since() + " " + failure.attempts() + " " + failure.retryAt());
    }
}
