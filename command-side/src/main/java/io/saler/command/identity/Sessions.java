package io.saler.command.identity;

import io.saler.identity.IdentityFailure.SessionInvalid;
import io.saler.identity.UserId;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.DefaultRedisScript;
import org.springframework.data.redis.core.script.RedisScript;
import org.springframework.stereotype.Component;

/**
 * Sessions in Redis, each with the hash of the one refresh token that continues it, for 30 days since it was last
 * continued. A token that was used already, or is made up, ends its session: whoever stole it and whom it was stolen
 * from both have to sign in again (RFC 9700). Throws Spring's data access exceptions while Redis is away.
 */
@Component
class Sessions {

    /** What a session is continued with. */
    record RefreshToken(String session, String secret) {

        String text() {
            return session + "." + secret;
        }

        static RefreshToken parse(String text) {
            String[] parts = text.split("\\.", -1);
            if (parts.length != 2 || parts[0].length() != 36 || parts[1].length() != 43) {
                throw new SessionInvalid();
            }
            return new RefreshToken(parts[0], parts[1]);
        }
    }

    private static final Duration KEPT_FOR = Duration.ofDays(30);
    private static final String USER = "user";

    /** Replaces the token if it is the right one; ends the session if not. */
    private static final RedisScript<Boolean> ROTATE = new DefaultRedisScript<>("""
            local current = redis.call('hget', KEYS[1], 'token')
            if not current then return false end
            if current ~= ARGV[1] then redis.call('del', KEYS[1]) return false end
            redis.call('hset', KEYS[1], 'token', ARGV[2])
            redis.call('pexpire', KEYS[1], ARGV[3])
            return true
            """, Boolean.class);

    private static final RedisScript<Boolean> OPEN = new DefaultRedisScript<>("""
            redis.call('hset', KEYS[1], 'user', ARGV[1], 'token', ARGV[2])
            redis.call('pexpire', KEYS[1], ARGV[3])
            return true
            """, Boolean.class);

    private final StringRedisTemplate redis;
    private final Outage outage;

    Sessions(StringRedisTemplate redis, Outage outage) {
        this.redis = redis;
        this.outage = outage;
    }

    static String freshId() {
        return UUID.randomUUID().toString();
    }

    RefreshToken open(String session, UserId user) {
        var token = new RefreshToken(session, Secrets.random());
        ask(there -> there.execute(OPEN, key(session), user.toString(), hash(token), millis()));
        return token;
    }

    /** Whose session this is, or {@link SessionInvalid} when it has ended. */
    UserId owner(RefreshToken token) {
        Object user = ask(there -> there.opsForHash().get(key(token.session()).getFirst(), USER));
        if (user == null) {
            throw new SessionInvalid();
        }
        return UserId.of(user.toString());
    }

    /** The next token of the session; or {@link SessionInvalid}, and the session has ended. */
    RefreshToken rotate(RefreshToken token) {
        var next = new RefreshToken(token.session(), Secrets.random());
        Boolean rotated = ask(there -> there.execute(ROTATE, key(token.session()), hash(token), hash(next), millis()));
        if (!Boolean.TRUE.equals(rotated)) {
            throw new SessionInvalid();
        }
        return next;
    }

    void end(String session) {
        ask(there -> there.delete(key(session).getFirst()));
    }

    private <T extends @Nullable Object> T ask(Function<StringRedisTemplate, T> question) {
        return outage.guard(() -> question.apply(redis));
    }

    private static List<String> key(String session) {
        return List.of("saler:session:" + session);
    }

    private static String hash(RefreshToken token) {
        return HexFormat.of().formatHex(Secrets.hash(token.secret()));
    }

    private static String millis() {
        return Long.toString(KEPT_FOR.toMillis());
    }
}
