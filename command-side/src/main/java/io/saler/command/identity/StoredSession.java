package io.saler.command.identity;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * A session as Redis keeps it. Times are milliseconds since 1970, tokens are hashes.
 *
 * @param token continues the session
 * @param previous continued it before, until {@code rotatedAt}; with {@code salt} it leads to {@code token} once more
 * @param retriedWithin how long after {@code rotatedAt}, when not as usual
 * @param generation of the password that the session was opened with
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record StoredSession(
        String token,
        @Nullable String previous,
        @Nullable String salt,
        @Nullable Long rotatedAt,
        @Nullable Long retriedWithin,
        long generation,
        long createdAt,
        long usedAt,
        @Nullable String userAgent,
        String address) {

    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    static StoredSession opened(String token, Duration retriedWithin, long generation, long now, Client client) {
        return new StoredSession(
                token,
                null,
                null,
                null,
                retriedWithin.toMillis(),
                generation,
                now,
                now,
                client.userAgent(),
                client.address());
    }

    static StoredSession parse(String json) {
        return JSON.readValue(json, StoredSession.class);
    }

    String json() {
        return JSON.writeValueAsString(this);
    }

    Session shown(String sessionId) {
        return new Session(
                sessionId, Instant.ofEpochMilli(createdAt), Instant.ofEpochMilli(usedAt), userAgent, address);
    }
}
