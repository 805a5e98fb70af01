package io.saler.query.tracking;

import static io.saler.gateway.access.AccessRule.signedIn;
import static io.saler.store.Scope.ANALYTICS_READ;
import static io.saler.store.Scope.ANALYTICS_TRACK;
import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.POST;

import io.saler.gateway.access.AccessRule;
import io.saler.gateway.access.AccessRules;
import io.saler.gateway.access.Caller;
import io.saler.gateway.access.CurrentUser;
import io.saler.gateway.access.StoreKey;
import io.saler.identity.Role;
import io.saler.query.Freshness;
import io.saler.query.store.StoreTable;
import io.saler.store.StoreFailure.StoreUnknown;
import io.saler.store.StoreId;
import io.saler.value.InvalidValue;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Whoever is recognised tells what happens in a store, a key of its own store only; what was told is for the store's
 * owner, its keys, and administrators. To all others there is no such store.
 */
@Component
final class TrackingAccess implements AccessRules {

    /** Far more than anybody has; beyond it the database is asked again. */
    private static final int MOST_REMEMBERED = 100_000;

    private final StoreTable stores;
    private final Freshness freshness;

    /** Stores are never closed, so one that was there is there. */
    private final Set<StoreId> known = ConcurrentHashMap.newKeySet();

    TrackingAccess(StoreTable stores, Freshness freshness) {
        this.stores = stores;
        this.freshness = freshness;
    }

    @Override
    public List<AccessRule> rules() {
        return List.of(
                signedIn(POST, "/analytics/events").orKeyWith(ANALYTICS_TRACK),
                signedIn(GET, "/analytics/realtime").orKeyWith(ANALYTICS_READ),
                signedIn(GET, "/analytics/events/search").orKeyWith(ANALYTICS_READ));
    }

    /**
     * The store that an event is told of.
     *
     * @param field that names it, which a key may leave out
     */
    StoreId told(Caller caller, @Nullable StoreId named, String field) {
        return switch (caller) {
            case StoreKey key -> {
                if (named != null && !named.equals(key.store())) {
                    throw new StoreUnknown();
                }
                yield key.store();
            }
            case CurrentUser person -> {
                if (named == null) {
                    throw InvalidValue.at(field, "This is needed here");
                }
                requireStore(named);
                yield named;
            }
        };
    }

    /** Throws {@link StoreUnknown} unless this is a reader of what happens in the store. */
    void requireReader(Caller reader, StoreId store) {
        boolean may = switch (reader) {
            case StoreKey key -> key.store().equals(store);
            case CurrentUser person when person.is(Role.ADMIN) -> exists(store);
            case CurrentUser person ->
                freshness
                        .await(() ->
                                Optional.of(stores.isOwner(person.id(), store)).filter(owns -> owns))
                        .isPresent();
        };
        if (!may) {
            throw new StoreUnknown();
        }
    }

    private void requireStore(StoreId store) {
        if (!exists(store)) {
            throw new StoreUnknown();
        }
    }

    private boolean exists(StoreId store) {
        if (known.contains(store)) {
            return true;
        }
        boolean exists = freshness
                .await(() -> Optional.of(stores.exists(store)).filter(there -> there))
                .isPresent();
        if (exists && known.size() < MOST_REMEMBERED) {
            known.add(store);
        }
        return exists;
    }
}
