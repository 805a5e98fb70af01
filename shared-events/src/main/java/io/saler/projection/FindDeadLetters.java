package io.saler.projection;

import org.jspecify.annotations.Nullable;

/**
 * Asks for parked events, by processor and sequence; answered with {@link FoundDeadLetters}.
 *
 * @param processor of this one only
 * @param cause only what failed with this, as {@link DeadLetterSequence.Cause#type()} names it
 * @param after where to go on, or null to begin
 * @param limit the most sequences to answer with
 */
public record FindDeadLetters(
        @Nullable String processor,
        @Nullable String cause,
        @Nullable Place after,
        int limit) {

    /** A sequence's place among the others. */
    public record Place(String processor, String sequence) {}
}
