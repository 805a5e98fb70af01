package io.saler.projection;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Parked events that have to be handled one after the other, such as all of one order. The first has failed; the others
 * wait for it.
 *
 * @param sequence what they have in common, mostly an id
 * @param cause why the first has failed; null when nothing was noted
 * @param size how many there are
 * @param letters the first of them
 */
public record DeadLetterSequence(
        String processor, String sequence, @Nullable Cause cause, long size, List<Letter> letters) {

    public DeadLetterSequence {
        letters = List.copyOf(letters);
    }

    /** @param type of the failure, without its package */
    public record Cause(String type, @Nullable String message) {}

    /**
     * A parked event.
     *
     * @param eventId the event's own id
     * @param type of the event, without its package
     * @param aggregateId whose event it is, as far as known
     * @param number the event's among those of its aggregate
     * @param triedAt when it was last tried; null if not since it was parked
     * @param payload without what is personal; null when it cannot be told
     */
    public record Letter(
            DeadLetterId id,
            String eventId,
            String type,
            @Nullable String aggregateId,
            @Nullable Long number,
            Instant occurredAt,
            Instant parkedAt,
            @Nullable Instant triedAt,
            @Nullable Map<String, Object> payload) {}
}
