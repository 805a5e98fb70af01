package io.saler.query.dashboard;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/** Makes a short text of what somebody has seen, by which every node can tell whether it has changed. */
final class Seen {

    private Seen() {}

    static String of(String look) {
        var sum = new CRC32C();
        sum.update(look.getBytes(StandardCharsets.UTF_8));
        return Long.toHexString(sum.getValue());
    }
}
