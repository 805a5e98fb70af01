package io.saler.gateway.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.saler.store.ApiKeyId;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Recognises keys. What was looked up is kept for a second: a busy key costs one look a second, and a revoked one stops
 * working at once in the process that revoked it, and within a second in the others. Safe for use by many threads.
 */
public final class ApiKeys {

    private static final Duration KEPT_FOR = Duration.ofSeconds(1);
    private static final int MOST = 10_000;

    private final Supplier<Optional<KeyTable>> table;
    private final Clock clock;

    /** What was looked up before the last change is not found any more, also when it comes back only after it. */
    private final AtomicLong changes = new AtomicLong();

    private final Cache<Lookup, Optional<StoreKey>> known =
            Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(KEPT_FOR).build();

    /** @param by a digest or an id */
    private record Lookup(long change, Object by) {}

    /** @param table empty where no key works */
    public ApiKeys(Supplier<Optional<KeyTable>> table, Clock clock) {
        this.table = table;
        this.clock = clock;
    }

    /** The key that a token is, if it works. */
    Optional<StoreKey> recognise(String token) {
        return ApiKeySecret.read(token)
                .map(ApiKeySecret::digest)
                .flatMap(digest -> look(digest, keys -> keys.find(digest)));
    }

    /** A key that somebody was recognised by, if it still works. */
    public Optional<StoreKey> find(ApiKeyId id) {
        return look(id, keys -> keys.find(id));
    }

    /** To be called when a key has changed. */
    public void forget() {
        changes.incrementAndGet();
    }

    private Optional<StoreKey> look(Object by, Function<KeyTable, Optional<StoreKey>> question) {
        var lookup = new Lookup(changes.get(), by);
        Optional<StoreKey> key = known.getIfPresent(lookup);
        if (key == null) {
            key = table.get().flatMap(question);
            known.put(lookup, key);
        }
        return key.filter(each -> !each.isExpired(clock.instant()));
    }
}
