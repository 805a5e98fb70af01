package io.saler.journal;

import io.saler.identity.EmailAddress;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which sagas are meant: those to which all applies that is not null.
 *
 * @param step what they are in the middle of; those that have ended are in the middle of nothing
 * @param startedAfter at that time or later
 * @param startedBefore before that time
 * @param stuckSince stuck, or overdue, since then at the latest
 * @param reason why they go back or went back, as {@link SagaView#reason()} has it
 * @param failure some of what stuck ones do not succeed in, whatever the case of its letters
 * @param customer the mail address of whoever it is about
 */
public record SagaFilter(
        @Nullable SagaStatus status,
        @Nullable String type,
        @Nullable String step,
        @Nullable Instant startedAfter,
        @Nullable Instant startedBefore,
        @Nullable Instant stuckSince,
        @Nullable String reason,
        @Nullable String failure,
        @Nullable Association association,
        @Nullable EmailAddress customer) {

    /** All there are. */
    public static final SagaFilter NONE = new SagaFilter(null, null, null, null, null, null, null, null, null, null);

    /** What a saga is about, such as the id of an order; under any name when {@code key} is null. */
    public record Association(@Nullable String key, String value) {}
}
