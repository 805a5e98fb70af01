package io.saler.query;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Lets people read what they have just written: a client is told of a new thing a few milliseconds before it is in the
 * read models, so whoever asks for a thing that is not there waits a little before it is said that there is none.
 *
 * @param patience how long to wait at most
 */
@ConfigurationProperties("saler.freshness")
public record Freshness(@DefaultValue("500ms") Duration patience) {

    private static final long FIRST_PAUSE_MILLIS = 5;
    private static final long LONGEST_PAUSE_MILLIS = 80;

    /** Reads until there is something or patience ends. Blocks, so it is for virtual threads. */
    public <T> Optional<T> await(Supplier<Optional<T>> read) {
        long deadline = System.nanoTime() + patience.toNanos();
        long pause = FIRST_PAUSE_MILLIS;
        while (true) {
            Optional<T> found = read.get();
            if (found.isPresent() || System.nanoTime() >= deadline) {
                return found;
            }
            try {
                Thread.sleep(pause);
            } catch (InterruptedException shutdown) {
                Thread.currentThread().interrupt();
                return found;
            }
            pause = Math.min(pause * 2, LONGEST_PAUSE_MILLIS);
        }
    }
}
