package io.saler.command.identity;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.stereotype.Component;

/**
 * Remembers for a second that Redis did not answer, so that a flood of sign-ins does not wait for it one after the
 * other.
 */
@Component
class Outage {

    private static final Duration REMEMBERED = Duration.ofSeconds(1);

    private final Clock clock;
    private volatile Instant until = Instant.MIN;

    Outage(Clock clock) {
        this.clock = clock;
    }

    <T extends @Nullable Object> T guard(Supplier<T> question) {
        if (clock.instant().isBefore(until)) {
            throw new DataAccessResourceFailureException("Redis was away a moment ago");
        }
        try {
            return question.get();
        } catch (DataAccessException away) {
            // Lettuce has several exceptions for a lost connection, which Spring translates to as many.
            until = clock.instant().plus(REMEMBERED);
            throw new DataAccessResourceFailureException("Redis does not answer", away);
        }
    }
}
