package io.saler.journal;

/** How a saga stands. */
public enum SagaStatus {
    RUNNING,
    /** Something it did has failed, and is tried again and again. */
    STUCK,
    /** It undoes what it did. */
    COMPENSATING,
    COMPLETED,
    /** It has ended with everything undone. */
    COMPENSATED,
    /** The same, because somebody asked for it. */
    CANCELLED;

    public boolean isEnd() {
        return this == COMPLETED || this == COMPENSATED || this == CANCELLED;
    }
}
