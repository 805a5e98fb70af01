package io.saler.axonserver;

import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.axonframework.common.IdentifierFactory;

/**
 * Identifies messages by UUIDs that begin with the time (RFC 9562, version 7), so that those of events which are
 * appended together lie together in the event store's index, however large it grows. Axon loads it by its name in
 * {@code META-INF/services}. The rest is random but not secret: who has seen some may guess others.
 */
public final class OrderedIdentifiers extends IdentifierFactory {

    private static final long VERSION = 0x7000L;
    private static final long VARIANT = 0x8000_0000_0000_0000L;

    @Override
    public String generateIdentifier() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        long time = System.currentTimeMillis() << 16;
        return new UUID(time | VERSION | random.nextInt(0x1000), VARIANT | random.nextLong() >>> 2).toString();
    }
}
