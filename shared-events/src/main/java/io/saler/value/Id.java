package io.saler.value;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * An identifier of one kind of thing. Its text form, {@link #toString()}, is the bare UUID: that is what Axon stores as
 * the aggregate's identifier and what clients see.
 */
public interface Id {

    UUID value();

    /**
     * The same names always give the same UUID (RFC 9562, version 3), so whoever repeats a step addresses the same
     * thing again instead of creating a second one.
     */
    static UUID derived(String kind, Object... names) {
        var text = new StringBuilder(kind);
        for (Object name : names) {
            text.append('\n').append(name);
        }
        return UUID.nameUUIDFromBytes(text.toString().getBytes(StandardCharsets.UTF_8));
    }
}
