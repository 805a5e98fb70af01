package io.saler.projection;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Parked events.
 *
 * @param groups all that there are, whatever was asked for, counted by processor and cause
 * @param sequences as many as were asked for, or all that there are
 */
public record FoundDeadLetters(List<Group> groups, List<DeadLetterSequence> sequences) {

    public FoundDeadLetters {
        groups = List.copyOf(groups);
        sequences = List.copyOf(sequences);
    }

    /**
     * How much a processor has parked for one cause.
     *
     * @param cause as {@link DeadLetterSequence.Cause#type()} names it; null when nothing was noted
     */
    public record Group(String processor, @Nullable String cause, long sequences, long letters) {}
}
