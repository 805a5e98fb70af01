package io.saler.query.store;

import io.saler.identity.UserId;
import io.saler.store.StoreId;
import io.saler.store.StoreOpened;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.Currency;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.springframework.stereotype.Component;

/** The table of stores. */
@Component
public class StoreTable {

    private static final String OPEN = """
            insert into query.store (store_id, owner_id, name, currency, created_at)
            values (:storeId, :ownerId, :name, :currency, :at)
            on conflict (store_id) do nothing""";

    private static final String FIND = "select name, currency, created_at from query.store where store_id = :storeId";

    private static final String OWNS =
            "select exists (select from query.store where store_id = :storeId and owner_id = :ownerId)";

    private static final String OWNS_ANY = "select exists (select from query.store where owner_id = :ownerId)";

    private final Jdbi database;

    StoreTable(Jdbi database) {
        this.database = database;
    }

    record Opening(StoreOpened store, Instant at) {}

    void open(Collection<Opening> openings) {
        database.useHandle(handle -> {
            var batch = handle.prepareBatch(OPEN);
            for (Opening opening : openings) {
                batch.bind("storeId", opening.store().storeId().value())
                        .bind("ownerId", opening.store().ownerId().value())
                        .bind("name", opening.store().name())
                        .bind("currency", opening.store().currency().getCurrencyCode())
                        .bind("at", opening.at())
                        .add();
            }
            batch.execute();
        });
    }

    Optional<StoreView> find(StoreId store) {
        return database.withHandle(handle -> handle.createQuery(FIND)
                .bind("storeId", store.value())
                .map((row, context) -> new StoreView(
                        store,
                        row.getString("name"),
                        Currency.getInstance(row.getString("currency")),
                        row.getObject("created_at", OffsetDateTime.class).toInstant()))
                .findOne());
    }

    /** Whether there is this store. */
    public boolean exists(StoreId store) {
        return find(store).isPresent();
    }

    /** Whether this person owns this store. */
    public boolean isOwner(UserId person, StoreId store) {
        return database.withHandle(handle -> handle.createQuery(OWNS)
                .bind("storeId", store.value())
                .bind("ownerId", person.value())
                .mapTo(boolean.class)
                .one());
    }

    /** Whether this person owns a store. */
    public boolean isMerchant(UserId person) {
        return database.withHandle(handle -> handle.createQuery(OWNS_ANY)
                .bind("ownerId", person.value())
                .mapTo(boolean.class)
                .one());
    }
}
