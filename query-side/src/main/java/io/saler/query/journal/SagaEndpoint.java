package io.saler.query.journal;

import io.saler.gateway.page.Cursor;
import io.saler.gateway.page.Limit;
import io.saler.gateway.page.Page;
import io.saler.journal.FindSaga;
import io.saler.journal.FindSagas;
import io.saler.journal.FoundSagas;
import io.saler.journal.JournalEntry;
import io.saler.journal.JournalFailure;
import io.saler.journal.SagaFilter;
import io.saler.journal.SagaId;
import io.saler.journal.SagaJournal;
import io.saler.journal.SagaStatus;
import io.saler.journal.SagaView;
import io.saler.query.CursorKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.axonframework.queryhandling.QueryGateway;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Shows administrators which sagas there are and how they stand, and everything that happened to one. */
@RestController
class SagaEndpoint {

    private static final Duration LIMIT = Duration.ofSeconds(5);

    private final QueryGateway queries;

    SagaEndpoint(QueryGateway queries) {
        this.queries = queries;
    }

    /** The place of a saga in the list. */
    record Place(Instant startedAt, UUID sagaId) {
        Place {
            CursorKey.time(startedAt);
            CursorKey.present(sagaId);
        }

        private FindSagas.Place asked() {
            return new FindSagas.Place(startedAt, new SagaId(sagaId));
        }
    }

    @GetMapping("/admin/sagas")
    Page<SagaView> sagas(
            @RequestParam(required = false) @Nullable SagaStatus status,
            @RequestParam(required = false) @Nullable String type,
            @RequestParam(required = false) @Nullable String association,
            @RequestParam(required = false) @Nullable String stuckFor,
            Limit limit,
            @RequestParam(required = false) @Nullable String after) {
        FindSagas.Place place =
                Cursor.read(after, Place.class).map(Place::asked).orElse(null);
        var filter = new SagaFilter(
                status,
                SelectedSagas.type(type),
                null,
                null,
                null,
                SelectedSagas.stuckSince(stuckFor, Instant.now()),
                null,
                null,
                SelectedSagas.association(association),
                null);
        var query = new FindSagas(filter, place, limit.andOneMore());
        FoundSagas found = answer(queries.query(query, ResponseTypes.instanceOf(FoundSagas.class)));
        List<SagaView> sagas = found == null ? List.of() : found.sagas();
        return Page.of(
                sagas, limit, last -> new Place(last.startedAt(), last.sagaId().value()));
    }

    @GetMapping("/admin/sagas/{sagaId}")
    SagaDetail saga(@PathVariable SagaId sagaId, Limit limit, @RequestParam(required = false) @Nullable String after) {
        long number = Cursor.read(after, Long.class).orElse(0L);
        SagaJournal found = answer(queries.query(
                new FindSaga(sagaId, number, limit.andOneMore()), ResponseTypes.instanceOf(SagaJournal.class)));
        if (found == null) {
            throw new JournalFailure.SagaUnknown();
        }
        return SagaDetail.of(found.saga(), Page.of(found.entries(), limit, JournalEntry::number));
    }

    private static <R> @Nullable R answer(CompletableFuture<R> asked) {
        return asked.orTimeout(LIMIT.toMillis(), TimeUnit.MILLISECONDS).join();
    }
}
