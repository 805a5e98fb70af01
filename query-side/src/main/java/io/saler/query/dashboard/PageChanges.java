package io.saler.query.dashboard;

import io.saler.gateway.access.BrowserPaths;
import io.saler.gateway.access.CurrentUser;
import io.saler.journal.FindSaga;
import io.saler.journal.FoundSagas;
import io.saler.journal.SagaId;
import io.saler.journal.SagaJournal;
import io.saler.journal.SagaStatus;
import io.swagger.v3.oas.annotations.Hidden;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Tells pages that they have changed (Server-Sent Events): an event {@code changed} each time. A page says what it has
 * {@code seen}.
 */
@Hidden
@RestController
class PageChanges {

    static final String PATH = BrowserPaths.HOME + "/changes";

    private final Questions questions;
    private final ChangeStreams streams;
    private final Clock clock;

    PageChanges(Questions questions, ChangeStreams streams, Clock clock) {
        this.questions = questions;
        this.streams = streams;
        this.clock = clock;
    }

    @GetMapping(path = PATH + "/sagas", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    ResponseEntity<SseEmitter> sagas(
            @RequestParam(required = false) @Nullable SagaStatus status,
            @RequestParam(required = false) @Nullable String type,
            @RequestParam(required = false) @Nullable String about,
            @RequestParam(required = false) @Nullable String stuckFor,
            @RequestParam(defaultValue = "") String seen,
            CurrentUser viewer)
            throws IOException {
        var search = new SagaSearch(status, type, about, stuckFor);
        return stream(streams.open(search, () -> look(search), seen, viewer));
    }

    private String look(SagaSearch search) {
        FoundSagas found = questions.askForAll(
                search.question(null, SagaListPage.asked(), clock.instant()), FoundSagas.class);
        return SagaListPage.seen(found == null ? List.of() : found.sagas());
    }

    @GetMapping(path = PATH + "/sagas/{sagaId}", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    ResponseEntity<SseEmitter> saga(
            @PathVariable SagaId sagaId, @RequestParam(defaultValue = "") String seen, CurrentUser viewer)
            throws IOException {
        return stream(streams.open(sagaId, () -> look(sagaId), seen, viewer));
    }

    /** Each entry is an activity, so the entries need not be read. */
    private String look(SagaId sagaId) {
        SagaJournal found = questions.askForAll(new FindSaga(sagaId, Long.MAX_VALUE, 1), SagaJournal.class);
        return found == null ? "gone" : Seen.of(SagaListPage.look(found.saga()));
    }

    private static ResponseEntity<SseEmitter> stream(SseEmitter events) {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .contentType(MediaType.TEXT_EVENT_STREAM)
                // Understood by proxies (nginx) that would otherwise collect what is small.
                .header("X-Accel-Buffering", "no")
                .body(events);
    }
}
