package io.saler.query.inventory;

import io.saler.catalog.ProductId;
import io.saler.order.OrderId;
import io.saler.store.StoreId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The tables of stock levels and of the last 50 movements of each product. */
@Component
class StockTable {

    private static final int MOVEMENTS_KEPT = 50;

    private static final String KEEP = """
            insert into query.stock (product_id, store_id, on_hand, reserved, low_stock_threshold, version)
            values (:productId, :storeId, :onHand, 0, :lowStockThreshold, :version)
            on conflict (product_id) do nothing""";

    private static final String SET_LEVEL = """
            update query.stock set on_hand = :onHand, reserved = :reserved, version = :version
            where product_id = :productId and version < :version""";

    private static final String NOTE_MOVEMENT = """
            insert into query.stock_movement as known
                (product_id, slot, version, type, change, on_hand, reserved, order_id, reason, at)
            values (:productId, :slot, :version, :type, :change, :onHand, :reserved, :orderId, :reason, :at)
            on conflict (product_id, slot) do update set
                (version, type, change, on_hand, reserved, order_id, reason, at)
                = (excluded.version, excluded.type, excluded.change, excluded.on_hand, excluded.reserved,
                   excluded.order_id, excluded.reason, excluded.at)
            where known.version < excluded.version""";

    private static final String FIND = """
            select store_id, on_hand, reserved, low_stock_threshold, version
            from query.stock where product_id = :productId""";

    private static final String FIND_MOVEMENTS = """
            select type, change, on_hand, reserved, order_id, reason, at
            from query.stock_movement where product_id = :productId order by version desc""";

    private final Jdbi database;

    StockTable(Jdbi database) {
        this.database = database;
    }

    /** @param version the number of the last stock event */
    record Level(StoreId storeId, int onHand, int reserved, int lowStockThreshold, long version) {}

    /** The place that a movement shares with every 50th before and after it. */
    static int slot(long version) {
        return (int) (version % MOVEMENTS_KEPT);
    }

    void write(StockChanges changes) {
        database.useHandle(handle -> {
            keep(handle, changes);
            setLevels(handle, changes);
            noteMovements(handle, changes);
        });
    }

    Optional<Level> find(ProductId product) {
        return database.withHandle(handle -> handle.createQuery(FIND)
                .bind("productId", product.value())
                .map((row, context) -> new Level(
                        new StoreId(row.getObject("store_id", UUID.class)),
                        row.getInt("on_hand"),
                        row.getInt("reserved"),
                        row.getInt("low_stock_threshold"),
                        row.getLong("version")))
                .findOne());
    }

    /** Returns the last movements, newest first. */
    List<StockMovement> movements(ProductId product) {
        return database.withHandle(handle -> handle.createQuery(FIND_MOVEMENTS)
                .bind("productId", product.value())
                .map((row, context) -> movement(row))
                .list());
    }

    private static StockMovement movement(ResultSet row) throws SQLException {
        UUID order = row.getObject("order_id", UUID.class);
        return new StockMovement(
                row.getString("type"),
                row.getInt("change"),
                row.getInt("on_hand"),
                row.getInt("reserved"),
                order == null ? null : new OrderId(order),
                row.getString("reason"),
                row.getObject("at", OffsetDateTime.class).toInstant());
    }

    private static void keep(Handle handle, StockChanges changes) {
        if (changes.kept().isEmpty()) {
            return;
        }
        var batch = handle.prepareBatch(KEEP);
        for (StockChanges.Kept kept : changes.kept()) {
            batch.bind("productId", kept.item().productId().value())
                    .bind("storeId", kept.item().storeId().value())
                    .bind("onHand", kept.item().onHand())
                    .bind("lowStockThreshold", kept.item().lowStockThreshold())
                    .bind("version", kept.version())
                    .add();
        }
        batch.execute();
    }

    private static void setLevels(Handle handle, StockChanges changes) {
        var batch = handle.prepareBatch(SET_LEVEL);
        for (StockChanges.Moved moved : changes.levels()) {
            batch.bind("productId", moved.product().value())
                    .bind("onHand", moved.movement().onHand())
                    .bind("reserved", moved.movement().reserved())
                    .bind("version", moved.version())
                    .add();
        }
        batch.execute();
    }

    private static void noteMovements(Handle handle, StockChanges changes) {
        var batch = handle.prepareBatch(NOTE_MOVEMENT);
        for (StockChanges.Moved moved : changes.movements()) {
            StockMovement movement = moved.movement();
            batch.bind("productId", moved.product().value())
                    .bind("slot", slot(moved.version()))
                    .bind("version", moved.version())
                    .bind("type", movement.type())
                    .bind("change", movement.change())
                    .bind("onHand", movement.onHand())
                    .bind("reserved", movement.reserved())
                    .bind("orderId", id(movement.orderId()))
                    .bind("reason", movement.reason())
                    .bind("at", movement.at())
                    .add();
        }
        batch.execute();
    }

    private static @Nullable UUID id(@Nullable OrderId order) {
        return order == null ? null : order.value();
    }
}
