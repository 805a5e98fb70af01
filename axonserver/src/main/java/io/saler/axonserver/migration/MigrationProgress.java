package io.saler.axonserver.migration;

import java.time.Duration;

/**
 * How far a move is.
 *
 * @param step what is being done
 * @param done events that need nothing more in this step, also those that were done before it began
 * @param total events there are
 * @param doneBefore events that were done when this step began
 * @param elapsed since this step began
 */
public record MigrationProgress(Step step, long done, long total, long doneBefore, Duration elapsed) {

    /** What a move consists of, in order. */
    public enum Step {
        COPYING,
        COMPARING
    }

    /** Of this step so far; 0 when it has only begun. */
    public long eventsPerSecond() {
        return elapsed.isZero() ? 0 : Math.round((done - doneBefore) * 1e9 / elapsed.toNanos());
    }

    /** Until the end of this step, if it goes on as fast as so far; zero when there is nothing to judge by. */
    public Duration timeLeft() {
        long sinceBegin = done - doneBefore;
        return sinceBegin == 0
                ? Duration.ZERO
                : Duration.ofNanos(Math.round((double) elapsed.toNanos() / sinceBegin * (total - done)));
    }
}
