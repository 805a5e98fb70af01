package io.saler.axonserver.processor;

import org.jspecify.annotations.Nullable;

/** What is wanted of a processor. */
record Control(boolean paused, @Nullable ProcessorTask task) {

    static final Control NONE = new Control(false, null);

    /** Whether no node should have it at present. */
    boolean isHeld() {
        return paused || task != null;
    }
}
