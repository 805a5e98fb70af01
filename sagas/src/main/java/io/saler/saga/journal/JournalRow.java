package io.saler.saga.journal;

import io.saler.journal.JournalEntry;
import io.saler.journal.SagaStatus;
import io.saler.saga.journal.SagaOutline.Mention;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is written of one saga after one transaction.
 *
 * @param ownStatus its status, were it not stuck
 * @param stepSince when that step has begun; null when it had before
 * @param passed the steps that have begun within the transaction as well, but ended too
 * @param reason why it goes back, or went
 * @param retriedBy the deadline by which it tries again what has failed
 * @param deadlines those that were set, and null for each that is not set any more
 * @param newAssociations whether there may be one that was not written before
 * @param mentioned what else its messages say that it is about
 * @param entries empty when nothing is to be told
 */
record JournalRow(
        UUID sagaId,
        String type,
        SagaStatus status,
        SagaStatus ownStatus,
        @Nullable String step,
        @Nullable Instant stepSince,
        List<SagaRecording.PassedStep> passed,
        @Nullable String reason,
        Instant at,
        @Nullable Instant endedAt,
        @Nullable String failure,
        int attempts,
        @Nullable String retriedBy,
        Map<String, SagaRecording.@Nullable SetDeadline> deadlines,
        Map<String, String> associations,
        boolean newAssociations,
        Collection<Mention> mentioned,
        List<JournalEntry> entries) {}
