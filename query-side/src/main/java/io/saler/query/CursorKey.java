package io.saler.query;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Checks what comes back in a cursor: clients may have changed it by hand. What no list of ours can have given away
 * throws {@link IllegalArgumentException}, which {@link io.saler.gateway.page.Cursor} answers with 400.
 */
public final class CursorKey {

    private static final Instant EARLIEST = Instant.parse("1970-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

    private CursorKey() {}

    /** Returns a time that databases can compare with. */
    public static Instant time(@Nullable Instant time) {
        if (time == null || time.isBefore(EARLIEST) || time.isAfter(LATEST)) {
            throw new IllegalArgumentException("Not a time of anything here");
        }
        return time;
    }

    /** Returns text that databases and search servers take: without NUL, and without half a character. */
    public static String text(@Nullable String text) {
        if (text == null
                || text.indexOf('\0') >= 0
                || !StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            throw new IllegalArgumentException("Not a name of anything here");
        }
        return text;
    }

    /** Returns what has to be there. */
    public static <T> T present(@Nullable T key) {
        if (key == null) {
            throw new IllegalArgumentException("A part is missing");
        }
        return key;
    }
}
