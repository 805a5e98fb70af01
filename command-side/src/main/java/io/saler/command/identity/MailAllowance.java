package io.saler.command.identity;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/** So many mails of one kind to one person within an hour, whoever asks for them. */
final class MailAllowance {

    static final int MOST = 5;
    static final Duration WITHIN = Duration.ofHours(1);

    private final Deque<Instant> latest = new ArrayDeque<>(MOST);

    boolean covers(Instant another) {
        return latest.size() < MOST || !latest.getFirst().plus(WITHIN).isAfter(another);
    }

    void use(Instant at) {
        if (latest.size() == MOST) {
            latest.removeFirst();
        }
        latest.addLast(at);
    }
}
