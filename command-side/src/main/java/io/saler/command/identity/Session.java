package io.saler.command.identity;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A place where somebody is signed in, and where and when it was used last. */
record Session(
        String sessionId,
        Instant createdAt,
        Instant lastUsedAt,
        @Nullable String userAgent,
        String address) {}
