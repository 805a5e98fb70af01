package io.saler.saga.payment;

import io.saler.saga.task.FollowUp;
import io.saler.saga.task.Origin;
import java.time.Duration;

/**
 * The watch over a payment that waits for its customer.
 *
 * @param asked how often the gateway was asked already
 */
record Watch(int asked, Origin origin) implements FollowUp {

    private static final Duration LONGEST = Duration.ofMinutes(1);

    /** How long to wait before asking the next time: twice as long each time, up to a minute. */
    Duration pause(Duration first) {
        Duration pause = first.multipliedBy(1L << Math.min(asked, 10));
        return pause.compareTo(LONGEST) > 0 ? LONGEST : pause;
    }

    Watch askedAgain() {
        return new Watch(asked + 1, origin);
    }
}
