package io.saler.benchmark.year;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.random.RandomGenerator;

/** Identifiers: by chance, or from names as Saler derives them. */
final class Ids {

    private static final long VERSION_BITS = 0xF000L;
    private static final long VERSION_4 = 0x4000L;
    private static final long VARIANT = 0x8000_0000_0000_0000L;

    private Ids() {}

    static UUID random(RandomGenerator chance) {
        return new UUID(chance.nextLong() & ~VERSION_BITS | VERSION_4, chance.nextLong() >>> 2 | VARIANT);
    }

    static UUID derived(String kind, Object... names) {
        var text = new StringBuilder(kind);
        for (Object name : names) {
            text.append('\n').append(name);
        }
        return UUID.nameUUIDFromBytes(text.toString().getBytes(StandardCharsets.UTF_8));
    }
}
