package io.saler.axonserver.processor;

/** What can be done with a processor's tokens while nobody has a claim on them. */
public enum ProcessorTask {
    SPLIT,
    MERGE,
    REBUILD,
    CANCEL_REBUILD
}
