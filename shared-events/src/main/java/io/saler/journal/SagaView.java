package io.saler.journal;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A saga as administrators read it.
 *
 * @param step what it is in the middle of, or null when its type has no such thing
 * @param stepSince when that began; null when it began before this was kept
 * @param endedAt null while it has not ended
 * @param reason why it goes back or went back, such as {@code insufficient-stock}; null when it does not
 * @param failure null unless it is stuck
 * @param overdueSince since when it has been in its step for longer than it should be, although nothing has failed;
 *     null when it has not. It goes back to null by itself
 * @param nextDeadline the one that comes first; null when it waits for nothing but events, or for nothing any more
 * @param associations what it is about
 * @param actions what can be done about it as it stands
 */
public record SagaView(
        SagaId sagaId,
        String type,
        SagaStatus status,
        @Nullable String step,
        @Nullable Instant stepSince,
        Instant startedAt,
        Instant lastActivityAt,
        @Nullable Instant endedAt,
        @Nullable String reason,
        @Nullable Failure failure,
        @Nullable Instant overdueSince,
        @Nullable Deadline nextDeadline,
        Map<String, String> associations,
        Set<SagaAction> actions) {

    /** A node of the version before knows of no actions. */
    public SagaView {
        actions = actions == null ? Set.of() : actions;
    }

    /**
     * What a stuck saga does not succeed in.
     *
     * @param attempts how often it has tried since then
     * @param retryAt when it tries the next time, at the latest; null when nobody knows
     */
    public record Failure(
            String reason,
            Instant since,
            int attempts,
            @Nullable Instant retryAt) {}

    /** When a saga does something without being told. */
    public record Deadline(String name, Instant at) {}
}
