package io.saler.query.journal;

import io.saler.gateway.problem.InvalidParameter;
import io.saler.identity.EmailAddress;
import io.saler.journal.SagaFilter;
import io.saler.journal.SagaStatus;
import io.saler.query.QueryParameter;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads what of sagas is asked for. */
final class SelectedSagas {

    private static final Duration LONGEST_STUCK = Duration.ofDays(3650);

    /** A name in front of a value; values are ids and so have no colon themselves. */
    private static final Pattern ASSOCIATION = Pattern.compile("(?:([A-Za-z][A-Za-z0-9]*):)?(.+)");

    private SelectedSagas() {}

    /** Reads {@code orderId:123} or {@code 123}, or null for none. */
    private static SagaFilter.@Nullable Association association(@Nullable String text) {
        String checked = QueryParameter.text("association", text, SagaFilter.LONGEST);
        if (checked == null) {
            return null;
        }
        Matcher parts = ASSOCIATION.matcher(checked);
        if (!parts.matches()) {
            throw new InvalidParameter("association", "This must be an id such as orderId:ID, or ID alone.");
        }
        return new SagaFilter.Association(parts.group(1), parts.group(2));
    }

    /** Reads a duration of ISO 8601 as the time before {@code now} by so much, or null for none. */
    private static @Nullable Instant stuckSince(@Nullable String stuckFor, Instant now) {
        if (stuckFor == null) {
            return null;
        }
        try {
            Duration duration = Duration.parse(stuckFor);
            if (!duration.isNegative() && duration.compareTo(LONGEST_STUCK) <= 0) {
                return now.minus(duration);
            }
        } catch (DateTimeException | ArithmeticException unreadable) {
            // Falls through to the one answer for all.
        }
        throw new InvalidParameter("stuckFor", "This must be a duration such as PT5M.");
    }

    /** Reads a time of ISO 8601, or null for none. */
    private static @Nullable Instant time(String name, @Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            Instant time = Instant.parse(text);
            if (SagaFilter.isTime(time)) {
                return time;
            }
        } catch (DateTimeException unreadable) {
            // Falls through to the one answer for both.
        }
        throw new InvalidParameter(name, "This must be a time such as 2026-11-26T12:00:00Z.");
    }

    static SagaFilter filter(
            @Nullable SagaStatus status,
            @Nullable String type,
            @Nullable String step,
            @Nullable String startedAfter,
            @Nullable String startedBefore,
            @Nullable String stuckFor,
            @Nullable String reason,
            @Nullable String failure,
            @Nullable String association,
            @Nullable EmailAddress customer) {
        return new SagaFilter(
                status,
                QueryParameter.text("type", type, SagaFilter.LONGEST),
                QueryParameter.text("step", step, SagaFilter.LONGEST),
                time("startedAfter", startedAfter),
                time("startedBefore", startedBefore),
                stuckSince(stuckFor, Instant.now()),
                QueryParameter.text("reason", reason, SagaFilter.LONGEST),
                QueryParameter.text("failure", failure, SagaFilter.LONGEST),
                association(association),
                customer);
    }
}
