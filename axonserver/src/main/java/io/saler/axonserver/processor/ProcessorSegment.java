package io.saler.axonserver.processor;

import org.jspecify.annotations.Nullable;

/**
 * A part of a processor, as it is kept for all nodes.
 *
 * @param position of the last event that is handled; -1 before the first
 * @param replayTo up to where it handles events again; null unless it does
 * @param node who has a claim on it that has not run out; null when nobody has
 */
public record ProcessorSegment(
        String processor,
        int id,
        int mask,
        long position,
        @Nullable Long replayTo,
        @Nullable String node) {

    public boolean isReplaying() {
        return replayTo != null && position < replayTo;
    }

    /** Whether some node has it, and has begun, and it has no more than so far to go until then. */
    boolean isWithin(long positions) {
        return replayTo != null && isWithin(positions, replayTo);
    }

    /** The same of the way to some position. */
    boolean isWithin(long positions, long end) {
        return node != null && position >= 0 && end - position <= positions;
    }
}
