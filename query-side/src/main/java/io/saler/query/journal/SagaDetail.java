package io.saler.query.journal;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.saler.gateway.page.Page;
import io.saler.journal.JournalEntry;
import io.saler.journal.SagaAction;
import io.saler.journal.SagaId;
import io.saler.journal.SagaStatus;
import io.saler.journal.SagaView;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A saga with a page of its journal, oldest entry first.
 *
 * @param next where the next page of the journal starts; null on the last
 */
record SagaDetail(
        SagaId sagaId,
        String type,
        SagaStatus status,
        @Nullable String step,
        @Nullable Instant stepSince,
        Instant startedAt,
        Instant lastActivityAt,
        @Nullable Instant endedAt,
        @Nullable String reason,
        SagaView.@Nullable Failure failure,
        @Nullable Instant overdueSince,
        SagaView.@Nullable Deadline nextDeadline,
        Map<String, String> associations,
        Set<SagaAction> actions,
        List<JournalEntry> journal,

        @JsonInclude(JsonInclude.Include.ALWAYS) @Schema(types = {"string", "null"}) @Nullable
        String next) {

    static SagaDetail of(SagaView saga, Page<JournalEntry> journal) {
        return new SagaDetail(
                saga.sagaId(),
                saga.type(),
                saga.status(),
                saga.step(),
                saga.stepSince(),
                saga.startedAt(),
                saga.lastActivityAt(),
                saga.endedAt(),
                saga.reason(),
                saga.failure(),
                saga.overdueSince(),
                saga.nextDeadline(),
                saga.associations(),
                saga.actions(),
                journal.items(),
                journal.next());
    }
}
