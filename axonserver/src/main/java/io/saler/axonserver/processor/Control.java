package io.saler.axonserver.processor;

import org.jspecify.annotations.Nullable;

/**
 * What is wanted of a processor.
 *
 * @param task the name of a {@link ProcessorTask}, perhaps one that only nodes of a newer version have
 */
record Control(boolean paused, @Nullable String task) {

    static final Control NONE = new Control(false, null);

    /** Whether no node should have it at present. */
    boolean isHeld() {
        return paused || task != null;
    }
}
