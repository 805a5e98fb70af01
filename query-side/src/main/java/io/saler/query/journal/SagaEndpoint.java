package io.saler.query.journal;

import io.saler.gateway.page.Cursor;
import io.saler.gateway.page.Limit;
import io.saler.gateway.page.Page;
import io.saler.identity.EmailAddress;
import io.saler.journal.CountSagas;
import io.saler.journal.FindSaga;
import io.saler.journal.FindSagas;
import io.saler.journal.FoundSagas;
import io.saler.journal.JournalEntry;
import io.saler.journal.JournalFailure;
import io.saler.journal.RevealSaga;
import io.saler.journal.SagaAction;
import io.saler.journal.SagaCount;
import io.saler.journal.SagaFilter;
import io.saler.journal.SagaId;
import io.saler.journal.SagaJournal;
import io.saler.journal.SagaStatus;
import io.saler.journal.SagaView;
import io.saler.query.CursorKey;
import io.swagger.v3.oas.annotations.media.Schema;
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
            @RequestParam(required = false) @Nullable String step,
            @RequestParam(required = false) @Schema(format = "date-time") @Nullable String startedAfter,
            @RequestParam(required = false) @Schema(format = "date-time") @Nullable String startedBefore,
            @RequestParam(required = false) @Nullable String stuckFor,
            @RequestParam(required = false) @Nullable String reason,
            @RequestParam(required = false) @Nullable String failure,
            @RequestParam(required = false) @Nullable String association,
            @RequestParam(required = false) @Nullable EmailAddress customer,
            Limit limit,
            @RequestParam(required = false) @Nullable String after) {
        FindSagas.Place place =
                Cursor.read(after, Place.class).map(Place::asked).orElse(null);
        SagaFilter filter = SelectedSagas.filter(
                status, type, step, startedAfter, startedBefore, stuckFor, reason, failure, association, customer);
        var query = new FindSagas(filter, place, limit.andOneMore());
        FoundSagas found = answer(queries.query(query, ResponseTypes.instanceOf(FoundSagas.class)));
        List<SagaView> sagas = found == null ? List.of() : found.sagas();
        return Page.of(
                sagas, limit, last -> new Place(last.startedAt(), last.sagaId().value()));
    }

    @GetMapping("/admin/sagas/count")
    SagaCount count(
            @RequestParam(required = false) @Nullable SagaStatus status,
            @RequestParam(required = false) @Nullable String type,
            @RequestParam(required = false) @Nullable String step,
            @RequestParam(required = false) @Schema(format = "date-time") @Nullable String startedAfter,
            @RequestParam(required = false) @Schema(format = "date-time") @Nullable String startedBefore,
            @RequestParam(required = false) @Nullable String stuckFor,
            @RequestParam(required = false) @Nullable String reason,
            @RequestParam(required = false) @Nullable String failure,
            @RequestParam(required = false) @Nullable String association,
            @RequestParam(required = false) @Nullable EmailAddress customer,
            @RequestParam(required = false) @Nullable SagaAction action) {
        SagaFilter filter = SelectedSagas.filter(
                status, type, step, startedAfter, startedBefore, stuckFor, reason, failure, association, customer);
        SagaCount count =
                answer(queries.query(new CountSagas(filter, action), ResponseTypes.instanceOf(SagaCount.class)));
        return count == null ? new SagaCount(0, false) : count;
    }

    /**
     * @param personal shows what people said in their own words, to those who may read it
     * @param reason why they read that, to be noted in the journal
     */
    @GetMapping("/admin/sagas/{sagaId}")
    SagaDetail saga(
            @PathVariable SagaId sagaId,
            @RequestParam(defaultValue = "false") boolean personal,
            @RequestParam(required = false) @Nullable String reason,
            Limit limit,
            @RequestParam(required = false) @Nullable String after) {
        long number = Cursor.read(after, Long.class).orElse(0L);
        Object query = personal
                ? new RevealSaga(sagaId, number, limit.andOneMore(), reason)
                : new FindSaga(sagaId, number, limit.andOneMore());
        SagaJournal found = answer(queries.query(query, ResponseTypes.instanceOf(SagaJournal.class)));
        if (found == null) {
            throw new JournalFailure.SagaUnknown();
        }
        return SagaDetail.of(found.saga(), Page.of(found.entries(), limit, JournalEntry::number));
    }

    private static <R> @Nullable R answer(CompletableFuture<R> asked) {
        return asked.orTimeout(LIMIT.toMillis(), TimeUnit.MILLISECONDS).join();
    }
}
