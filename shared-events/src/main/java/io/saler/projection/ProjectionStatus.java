package io.saler.projection;

/** How an event processor stands. */
public enum ProjectionStatus {
    RUNNING,
    /** It has far to go, and is on its way. */
    CATCHING_UP,
    /** It handles all events again. */
    REBUILDING,
    /** Somebody had it stop. */
    PAUSED,
    /** It does not get on, and tries again every few seconds. */
    FAILED,
    /** No node has it for the moment, or none has all of it. */
    UNCLAIMED
}
