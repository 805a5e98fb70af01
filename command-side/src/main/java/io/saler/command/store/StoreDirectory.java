package io.saler.command.store;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.saler.identity.UserId;
import io.saler.store.StoreId;
import java.util.Currency;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Knows every store as soon as it is open, and whose it is. Neither the owner nor the currency ever changes, so what
 * was asked for lately is kept in memory. Safe for use by many threads.
 */
@Component
public class StoreDirectory {

    private static final int KEPT = 10_000;

    private record Entry(UserId owner, Currency currency) {}

    private final Jdbi jdbi;
    private final Cache<StoreId, Entry> recent =
            Caffeine.newBuilder().maximumSize(KEPT).build();

    StoreDirectory(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** The currency of a store that is this user's; empty for a stranger's store, as for one that does not exist. */
    public Optional<Currency> ownedBy(StoreId store, UserId user) {
        return Optional.ofNullable(recent.get(store, this::read))
                .filter(entry -> entry.owner().equals(user))
                .map(Entry::currency);
    }

    /** The currency of a store, whoever owns it. */
    Optional<Currency> currency(StoreId store) {
        return Optional.ofNullable(recent.get(store, this::read)).map(Entry::currency);
    }

    /** Whether its owner is still there; until the transaction ends, they are not erased. */
    boolean hasOwner(StoreId store) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select true from command.store where store_id = :store and not owner_erased for share")
                .bind("store", store.value())
                .mapTo(Boolean.class)
                .findOne()
                .isPresent());
    }

    private @Nullable Entry read(StoreId store) {
        return jdbi.withHandle(handle -> handle.createQuery(
                                "select owner_id, currency from command.store where store_id = :store")
                        .bind("store", store.value())
                        .map((row, context) -> new Entry(
                                new UserId(row.getObject("owner_id", UUID.class)),
                                Currency.getInstance(row.getString("currency"))))
                        .findOne())
                .orElse(null);
    }
}
