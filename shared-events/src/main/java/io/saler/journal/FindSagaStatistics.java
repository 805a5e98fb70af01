package io.saler.journal;

import java.time.Duration;

/** Asks how sagas do, and did within a period that ends now; answered with {@link SagaStatistics}. */
public record FindSagaStatistics(Period period) {

    /** How far to look back, and into how many intervals that is divided. */
    public enum Period {
        HOUR(Duration.ofMinutes(1), 60),
        DAY(Duration.ofMinutes(15), 96),
        WEEK(Duration.ofHours(1), 168);

        private final Duration interval;
        private final int intervals;

        Period(Duration interval, int intervals) {
            this.interval = interval;
            this.intervals = intervals;
        }

        /** How long each interval is. They begin with the minute, the quarter or the hour, in UTC. */
        public Duration interval() {
            return interval;
        }

        /** How many there are; the last of them is not over yet. */
        public int intervals() {
            return intervals;
        }
    }
}
