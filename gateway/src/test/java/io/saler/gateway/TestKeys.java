package io.saler.gateway;

import static io.saler.gateway.access.AccessRule.signedIn;
import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.POST;

import io.saler.gateway.access.AccessRules;
import io.saler.gateway.access.ApiKeySecret;
import io.saler.gateway.access.Caller;
import io.saler.gateway.access.CurrentUser;
import io.saler.gateway.access.KeyTable;
import io.saler.gateway.access.StoreKey;
import io.saler.store.ApiKeyId;
import io.saler.store.ApiKeyKind;
import io.saler.store.KeyDigest;
import io.saler.store.Scope;
import io.saler.store.StoreId;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Keys in memory, and endpoints that are open to some of them. */
class TestKeys {

    static final class Table implements KeyTable {

        private final Map<KeyDigest, StoreKey> keys = new ConcurrentHashMap<>();
        volatile boolean away;

        String add(ApiKeyKind kind, @Nullable Instant expiresAt, Scope... scopes) {
            ApiKeySecret secret = ApiKeySecret.random(kind);
            keys.put(secret.digest(), new StoreKey(ApiKeyId.random(), StoreId.random(), Set.of(scopes), expiresAt));
            return secret.reveal();
        }

        void removeAll() {
            keys.clear();
        }

        @Override
        public Optional<StoreKey> find(KeyDigest secret) {
            if (away) {
                throw new DataAccessResourceFailureException("The database is away");
            }
            return Optional.ofNullable(keys.get(secret));
        }

        @Override
        public Optional<StoreKey> find(ApiKeyId id) {
            return keys.values().stream().filter(key -> key.id().equals(id)).findFirst();
        }
    }

    @Bean
    Table keyTable() {
        return new Table();
    }

    @Bean
    AccessRules keyedAccess() {
        return AccessRules.of(
                signedIn(GET, "/keyed").orKeyWith(Scope.PRODUCTS_WRITE),
                signedIn(GET, "/keyed/people").orKeyWith(Scope.PRODUCTS_WRITE),
                signedIn(POST, "/keyed/commands").orKeyWith(Scope.PRODUCTS_WRITE),
                signedIn(POST, "/keyed/tracking").orKeyWith(Scope.ANALYTICS_TRACK));
    }

    @RestController
    static class Endpoints {

        @GetMapping("/keyed")
        String who(Caller caller) {
            return caller.actor().toString();
        }

        /** The rule lets keys in by mistake. */
        @GetMapping("/keyed/people")
        String person(CurrentUser person) {
            return person.toString();
        }

        @PostMapping("/keyed/tracking")
        String track(Caller caller) {
            return caller.actor().toString();
        }
    }
}
