package io.saler.journal;

import io.saler.identity.EmailAddress;
import io.saler.value.InvalidValue;
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

    /** Of texts that are looked for, in characters. */
    public static final int LONGEST = 255;

    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("3000-01-01T00:00:00Z");

    /** All there are. */
    public static final SagaFilter NONE = new SagaFilter(null, null, null, null, null, null, null, null, null, null);

    public SagaFilter {
        type = line("type", type);
        step = line("step", step);
        reason = line("reason", reason);
        failure = line("failure", failure);
        checkTime("startedAfter", startedAfter);
        checkTime("startedBefore", startedBefore);
        checkTime("stuckSince", stuckSince);
    }

    private static @Nullable String line(String field, @Nullable String text) {
        return text == null ? null : InvalidValue.line(field, "A text to look for", text, 0, LONGEST);
    }

    /** Whether sagas can be of that time. */
    public static boolean isTime(Instant time) {
        return !time.isBefore(EARLIEST) && time.isBefore(LATEST);
    }

    private static void checkTime(String field, @Nullable Instant time) {
        if (time != null && !isTime(time)) {
            throw InvalidValue.at(field, "A time lies between the years 2000 and 3000");
        }
    }

    /** What a saga is about, such as the id of an order; under any name when {@code key} is null. */
    public record Association(@Nullable String key, String value) {

        public Association {
            key = line("key", key);
            String named = line("value", value);
            if (named == null) {
                throw InvalidValue.at("value", "An association names a value");
            }
            value = named;
        }
    }
}
