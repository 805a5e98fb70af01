package io.saler.query.dashboard;

import io.saler.gateway.access.BrowserPaths;
import io.saler.gateway.access.CurrentUser;
import io.saler.journal.FindSaga;
import io.saler.journal.FindSagaStatistics;
import io.saler.journal.FindSagas;
import io.saler.journal.FoundSagas;
import io.saler.journal.SagaId;
import io.saler.journal.SagaJournal;
import io.saler.journal.SagaStatistics;
import io.saler.projection.FindGenerations;
import io.saler.projection.FindRebuild;
import io.saler.projection.FoundGenerations;
import io.saler.projection.ProjectionView;
import io.saler.projection.RebuildProgress;
import io.swagger.v3.oas.annotations.Hidden;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Tells pages that they have changed (Server-Sent Events): an event {@code changed} each time, and {@code away} when
 * nobody can be asked whether they have. A page says what it has {@code seen}.
 */
@Hidden
@RestController
class PageChanges {

    static final String PATH = BrowserPaths.HOME + "/changes";

    private final Questions questions;
    private final Projections projections;
    private final ChangeStreams streams;
    private final Clock clock;

    PageChanges(Questions questions, Projections projections, ChangeStreams streams, Clock clock) {
        this.questions = questions;
        this.projections = projections;
        this.streams = streams;
        this.clock = clock;
    }

    @GetMapping(path = PATH + "/sagas", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    ResponseEntity<SseEmitter> sagas(
            @RequestParam Map<String, String> parameters,
            @RequestParam(defaultValue = "") String seen,
            CurrentUser viewer)
            throws IOException {
        var search = SagaSearch.of(parameters);
        return stream(streams.open(search, () -> look(search), seen, viewer));
    }

    private String look(SagaSearch search) {
        FoundSagas found = questions.askForAll(
                new FindSagas(search.filter(clock.instant()), null, SagaListPage.asked()), FoundSagas.class);
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

    @GetMapping(path = PATH + "/overview", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    ResponseEntity<SseEmitter> overview(
            @RequestParam(defaultValue = "hour") String period,
            @RequestParam(defaultValue = "") String seen,
            CurrentUser viewer)
            throws IOException {
        FindSagaStatistics.Period asked = OverviewPage.period(period);
        return stream(streams.open(asked, () -> look(asked), seen, viewer));
    }

    private String look(FindSagaStatistics.Period period) {
        SagaStatistics statistics = questions.askForAll(new FindSagaStatistics(period), SagaStatistics.class);
        return statistics == null
                ? "gone"
                : OverviewPage.seen(statistics, projections.summary(projections.allForAll()));
    }

    @GetMapping(path = PATH + "/projections", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    ResponseEntity<SseEmitter> projections(@RequestParam(defaultValue = "") String seen, CurrentUser viewer)
            throws IOException {
        return stream(
                streams.open(ProjectionPages.PATH, () -> ProjectionPages.seen(projections.allForAll()), seen, viewer));
    }

    @GetMapping(path = PATH + "/projections/{name}", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    ResponseEntity<SseEmitter> projection(
            @PathVariable String name, @RequestParam(defaultValue = "") String seen, CurrentUser viewer)
            throws IOException {
        return stream(streams.open(ProjectionPages.PATH + name, () -> look(name), seen, viewer));
    }

    private String look(String projection) {
        List<ProjectionView> all = projections.allForAll();
        return all.stream()
                .filter(each -> each.name().equals(projection))
                .findFirst()
                .map(each -> ProjectionPages.seen(
                        all,
                        each,
                        each.rebuildable()
                                ? questions.askForAll(new FindRebuild(projection), RebuildProgress.class)
                                : null,
                        each.rebuildable()
                                ? questions.askForAll(new FindGenerations(projection), FoundGenerations.class)
                                : null))
                .orElse("gone");
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
