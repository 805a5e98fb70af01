package io.saler.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.saler.store.ApiKeyId;
import io.saler.store.ApiKeyKind;
import io.saler.store.KeyDigest;
import io.saler.store.Scope;
import io.saler.store.StoreId;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ApiKeysTest {

    private static final Instant NOW = Instant.parse("2026-11-01T10:00:00Z");

    private final Map<KeyDigest, StoreKey> known = new HashMap<>();
    private final AtomicInteger looks = new AtomicInteger();
    private Runnable whileLooking = () -> {};

    private final KeyTable table = new KeyTable() {

        @Override
        public Optional<StoreKey> find(KeyDigest secret) {
            looks.incrementAndGet();
            Optional<StoreKey> key = Optional.ofNullable(known.get(secret));
            whileLooking.run();
            return key;
        }

        @Override
        public Optional<StoreKey> find(ApiKeyId id) {
            looks.incrementAndGet();
            return known.values().stream().filter(key -> key.id().equals(id)).findFirst();
        }
    };

    private final ApiKeys keys = new ApiKeys(() -> Optional.of(table), Clock.fixed(NOW, ZoneOffset.UTC));
    private final ApiKeySecret secret = ApiKeySecret.random(ApiKeyKind.SECRET);

    private void add(Instant expiresAt) {
        known.put(
                secret.digest(),
                new StoreKey(ApiKeyId.random(), StoreId.random(), Set.of(Scope.ORDERS_READ), expiresAt));
    }

    @Test
    void whatCannotBeAKeyIsNotLookedUp() {
        assertThat(keys.recognise("sk_nothing")).isEmpty();
        assertThat(looks).hasValue(0);
    }

    @Test
    void aRevokedKeyIsNotRememberedAfterTheChangeIsKnown() {
        add(null);
        ApiKeyId id = keys.recognise(secret.reveal()).orElseThrow().id();
        assertThat(keys.find(id)).isPresent();
        known.clear();
        keys.forget();
        assertThat(keys.recognise(secret.reveal())).isEmpty();
        assertThat(keys.find(id)).isEmpty();
    }

    @Test
    void whatWasLookedUpWhileItChangedIsNotRemembered() {
        add(null);
        whileLooking = () -> {
            known.clear();
            keys.forget();
        };
        assertThat(keys.recognise(secret.reveal())).isPresent();
        assertThat(keys.recognise(secret.reveal())).isEmpty();
    }

    @Test
    void aKeyWorksUntilItExpires() {
        add(NOW.plusNanos(1));
        assertThat(keys.recognise(secret.reveal())).isPresent();
        add(NOW);
        keys.forget();
        assertThat(keys.recognise(secret.reveal())).isEmpty();
    }

    @Test
    void whereThereIsNoTableNoKeyWorks() {
        var none = new ApiKeys(Optional::empty, Clock.systemUTC());
        assertThat(none.recognise(secret.reveal())).isEmpty();
    }
}
