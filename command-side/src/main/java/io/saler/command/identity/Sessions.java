package io.saler.command.identity;

import io.saler.identity.IdentityFailure.SessionInvalid;
import io.saler.identity.UserId;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.DefaultRedisScript;
import org.springframework.data.redis.core.script.RedisScript;
import org.springframework.stereotype.Component;

/**
 * The sessions of all people, in Redis: for each person one hash, from session id to {@link StoredSession}. A session
 * lasts for 30 days since it was last continued, each time with the one refresh token that is right; a token that was
 * used before, or is made up, ends it (RFC 9700). Only a client that lost the answer may repeat its request for half a
 * minute, or what its {@link Door} allows, and is given the same successor again. A person has at most 50 sessions,
 * those used last. What changes a session is one script, so two requests at once cannot both be the first. Throws
 * Spring's data access exceptions while Redis is away.
 */
@Component
class Sessions {

    static final int MOST = 50;
    static final Duration RETRIED_WITHIN = Duration.ofSeconds(30);

    private static final Duration KEPT_FOR = Duration.ofDays(30);

    private static final RedisScript<Boolean> OPEN = new DefaultRedisScript<>("""
            local session, opened, now, kept, most = ARGV[1], ARGV[2], tonumber(ARGV[3]), tonumber(ARGV[4]), tonumber(ARGV[5])
            local others = {}
            local all = redis.call('hgetall', KEYS[1])
            for i = 1, #all, 2 do
                local used = cjson.decode(all[i + 1]).usedAt
                if used + kept <= now then
                    redis.call('hdel', KEYS[1], all[i])
                else
                    table.insert(others, {id = all[i], used = used})
                end
            end
            table.sort(others, function(one, other) return one.used < other.used end)
            for i = 1, #others - most + 1 do
                redis.call('hdel', KEYS[1], others[i].id)
            end
            redis.call('hset', KEYS[1], session, opened)
            redis.call('pexpire', KEYS[1], kept)
            return true
            """, Boolean.class);

    /** Answers the salt that leads from the token to its successor, or nothing when the session has ended. */
    private static final RedisScript<String> ROTATE = new DefaultRedisScript<>("""
            local session, token, next, salt, generation = ARGV[1], ARGV[2], ARGV[3], ARGV[4], tonumber(ARGV[5])
            local now, kept, retried, address, agent = tonumber(ARGV[6]), tonumber(ARGV[7]), tonumber(ARGV[8]), ARGV[9], ARGV[10]
            local stored = redis.call('hget', KEYS[1], session)
            if not stored then return nil end
            local s = cjson.decode(stored)
            -- Waits for whoever changes the password right now: either this session is lifted to it, or it is over.
            if s.generation < generation then return nil end
            local known = s.usedAt + kept > now and s.generation == generation
            if known and s.token == token then
                s.previous, s.token, s.salt, s.rotatedAt = token, next, salt, now
            elseif not (known and s.previous == token and s.rotatedAt + (s.retriedWithin or retried) > now) then
                redis.call('hdel', KEYS[1], session)
                return nil
            end
            s.usedAt, s.address = now, address
            if agent == '' then s.userAgent = nil else s.userAgent = agent end
            redis.call('hset', KEYS[1], session, cjson.encode(s))
            redis.call('pexpire', KEYS[1], kept)
            return s.salt
            """, String.class);

    /** Only a session of the password that was current before goes on; those of the new one are left alone. */
    private static final RedisScript<Boolean> KEEP = new DefaultRedisScript<>("""
            local kept, before, now = ARGV[1], tonumber(ARGV[2]), tonumber(ARGV[3])
            local all = redis.call('hgetall', KEYS[1])
            for i = 1, #all, 2 do
                local s = cjson.decode(all[i + 1])
                if all[i] == kept and s.generation == before then
                    s.generation = now
                    redis.call('hset', KEYS[1], kept, cjson.encode(s))
                elseif all[i] ~= kept and before == now or s.generation < now then
                    redis.call('hdel', KEYS[1], all[i])
                end
            end
            return true
            """, Boolean.class);

    private final StringRedisTemplate redis;
    private final Outage outage;
    private final Clock clock;

    Sessions(StringRedisTemplate redis, Outage outage, Clock clock) {
        this.redis = redis;
        this.outage = outage;
        this.clock = clock;
    }

    static String freshId() {
        return UUID.randomUUID().toString();
    }

    /**
     * Opens a session that lasts no longer than the password it was opened with.
     *
     * @param generation of that password
     * @param retriedWithin how long a token that was used may be used again by whoever lost the answer
     */
    RefreshToken open(String session, UserId user, long generation, Duration retriedWithin, Client client) {
        var token = RefreshToken.first(user, session);
        String opened = StoredSession.opened(hash(token), retriedWithin, generation, now(), client)
                .json();
        ask(there -> there.execute(OPEN, key(user), session, opened, text(now()), text(KEPT_FOR), text(MOST)));
        return token;
    }

    /**
     * The next token of the session; or {@link SessionInvalid}, and the session has ended.
     *
     * @param generation of the person's password as it is now
     */
    RefreshToken rotate(RefreshToken token, long generation, Client client) {
        String fresh = Secrets.random();
        String salt = ask(there -> there.execute(
                ROTATE,
                key(token.user()),
                token.session(),
                hash(token),
                hash(token.next(fresh)),
                fresh,
                text(generation),
                text(now()),
                text(KEPT_FOR),
                text(RETRIED_WITHIN),
                client.address(),
                client.userAgent() == null ? "" : client.userAgent()));
        if (salt == null) {
            throw new SessionInvalid();
        }
        return token.next(salt);
    }

    /** The sessions of a person that can be continued, the one used last first. */
    List<Session> of(UserId user, long generation) {
        Map<String, String> all = ask(
                there -> there.<String, String>opsForHash().entries(key(user).getFirst()));
        long oldest = now() - KEPT_FOR.toMillis();
        return all.entrySet().stream()
                .map(entry -> Map.entry(entry.getKey(), StoredSession.parse(entry.getValue())))
                .filter(entry -> entry.getValue().usedAt() > oldest)
                .filter(entry -> entry.getValue().generation() == generation)
                .map(entry -> entry.getValue().shown(entry.getKey()))
                .sorted(Comparator.comparing(Session::lastUsedAt).reversed().thenComparing(Session::sessionId))
                .toList();
    }

    /** Ends one session of a person; answers false when they have none of this id. */
    boolean end(UserId user, String session) {
        Long ended = ask(there -> there.opsForHash().delete(key(user).getFirst(), session));
        return ended != null && ended > 0;
    }

    /** Ends all sessions of a person but this one, if it was opened with the current password. */
    void endOthers(UserId user, String session, long generation) {
        ask(there -> there.execute(KEEP, key(user), session, text(generation), text(generation)));
    }

    /**
     * Ends all sessions of a person that were opened with a former password, but for this one, which goes on with the
     * new one.
     *
     * @param generation of the new password
     */
    void endFormer(UserId user, String session, long generation) {
        ask(there -> there.execute(KEEP, key(user), session, text(generation - 1), text(generation)));
    }

    /** Ends all sessions of a person. Access tokens that were issued already hold for their quarter of an hour. */
    void endAll(UserId user) {
        ask(there -> there.delete(key(user).getFirst()));
    }

    private <T extends @Nullable Object> T ask(Function<StringRedisTemplate, T> question) {
        return outage.guard(() -> question.apply(redis));
    }

    private long now() {
        return clock.millis();
    }

    private static List<String> key(UserId user) {
        return List.of("saler:sessions:" + user);
    }

    private static String hash(RefreshToken token) {
        return HexFormat.of().formatHex(Secrets.hash(token.secret()));
    }

    private static String text(long number) {
        return Long.toString(number);
    }

    private static String text(Duration duration) {
        return text(duration.toMillis());
    }
}
