package io.saler.query.store;

import io.saler.identity.UserId;
import io.saler.store.StoreId;
import io.saler.store.StoreOpened;
import io.saler.store.StoreTimeZone;
import io.saler.store.StoreTimeZoneChanged;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.springframework.stereotype.Component;

/** The table of stores. */
@Component
public class StoreTable {

    private static final String OPEN = """
            insert into query.store (store_id, owner_id, name, currency, created_at)
            values (:storeId, :ownerId, :name, :currency, :at)
            on conflict (store_id) do nothing""";

    private static final String RELOCATE = """
            update query.store set time_zone = :timeZone, version = :version
            where store_id = :storeId and version < :version""";

    private static final String FIND = """
            select store_id, name, currency, time_zone, created_at, version
            from query.store where store_id = :storeId""";

    private static final String BY_NAME = """
            select store_id, name, currency, time_zone, created_at
            from query.store order by name, store_id limit :limit""";

    private static final String OWNS =
            "select exists (select from query.store where store_id = :storeId and owner_id = :ownerId)";

    private static final String OWNS_ANY = "select exists (select from query.store where owner_id = :ownerId)";

    private final Jdbi database;

    StoreTable(Jdbi database) {
        this.database = database;
    }

    sealed interface Change {}

    record Opening(StoreOpened store, Instant at) implements Change {}

    /** @param version the number of the event */
    record Relocation(StoreTimeZoneChanged change, long version) implements Change {}

    /**
     * A store as it is read.
     *
     * @param version the number of the last event that has changed it
     */
    public record Found(StoreView store, long version) {}

    void write(Collection<Change> changes) {
        database.useHandle(handle -> changes.forEach(change -> {
            switch (change) {
                case Opening opening -> open(handle, opening);
                case Relocation relocation -> relocate(handle, relocation);
            }
        }));
    }

    private static void open(Handle handle, Opening opening) {
        handle.createUpdate(OPEN)
                .bind("storeId", opening.store().storeId().value())
                .bind("ownerId", opening.store().ownerId().value())
                .bind("name", opening.store().name())
                .bind("currency", opening.store().currency().getCurrencyCode())
                .bind("at", opening.at())
                .execute();
    }

    private static void relocate(Handle handle, Relocation relocation) {
        handle.createUpdate(RELOCATE)
                .bind("storeId", relocation.change().storeId().value())
                .bind("timeZone", relocation.change().timeZone().name())
                .bind("version", relocation.version())
                .execute();
    }

    /** Returns the store, whoever asks. */
    public Optional<Found> find(StoreId store) {
        return database.withHandle(handle -> handle.createQuery(FIND)
                .bind("storeId", store.value())
                .map((row, context) -> new Found(view(row), row.getLong("version")))
                .findOne());
    }

    /** Whether there is this store. */
    public boolean exists(StoreId store) {
        return find(store).isPresent();
    }

    /** Returns so many stores by their names, whoever owns them. */
    public List<StoreView> byName(int limit) {
        return database.withHandle(handle -> handle.createQuery(BY_NAME)
                .bind("limit", limit)
                .map((row, context) -> view(row))
                .list());
    }

    private static StoreView view(ResultSet row) throws SQLException {
        return new StoreView(
                new StoreId(row.getObject("store_id", UUID.class)),
                row.getString("name"),
                Currency.getInstance(row.getString("currency")),
                new StoreTimeZone(row.getString("time_zone")),
                row.getObject("created_at", OffsetDateTime.class).toInstant());
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
