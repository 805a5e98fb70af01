package io.saler.query.generation;

/** What becomes of a generation; which of those that are built is read, is written down elsewhere. */
enum GenerationState {
    BUILDING,
    COMPARING,
    UNDECIDED,
    /** It is read as soon as it is as far as the one before it. */
    SWITCHING,
    BUILT,
    /** It is gone as soon as nobody reads it and no node handles events for it. */
    DROPPING,
    DROPPED;

    /** Whether it is on its way to be read. */
    boolean isUnderWay() {
        return this == BUILDING || this == COMPARING || this == UNDECIDED || this == SWITCHING;
    }

    /** Whether its next step needs nobody, and so somebody may wait for it. */
    boolean isAwaited() {
        return isUnderWay() && this != UNDECIDED;
    }

    /** Whether its events are to be handled. */
    boolean isFed() {
        return isUnderWay() || this == BUILT;
    }
}
