package io.saler.query.order;

import io.saler.identity.UserId;
import io.saler.order.OrderId;
import io.saler.order.OrderStatus;
import io.saler.order.OrderView;
import io.saler.query.store.StoreTable;
import io.saler.store.StoreId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads those orders that a reader may see: one with its version, or many, newest first, in keyset pages. */
@Component
class OrderList {

    private static final String FIND = """
            select * from query.orders o
            where order_id = :orderId
              and (:everything or customer_id = :reader or exists
                  (select from query.store s where s.store_id = o.store_id and s.owner_id = :reader))""";

    private static final String NEWEST = """
            (select * from query.orders
             where %s
             order by placed_at desc, order_id desc
             limit :limit)""";

    private static final String OF_CUSTOMER = "customer_id = :reader";
    private static final String OF_STORE = "store_id = :storeId";
    private static final String OF_OWN_STORES =
            "store_id in (select store_id from query.store where owner_id = :reader)";

    private final Jdbi database;
    private final OrderRow rows;
    private final StoreTable stores;

    OrderList(Jdbi database, OrderRow rows, StoreTable stores) {
        this.database = database;
        this.rows = rows;
        this.stores = stores;
    }

    /** An order with the version of what is shown. */
    record Found(OrderView order, long version, int paymentChanges) {}

    /** Which orders are wanted; null means any. */
    record Filter(@Nullable OrderStatus status, @Nullable StoreId storeId) {}

    /** The place of an order in a list. */
    record Place(Instant placedAt, UUID orderId) {}

    Optional<Found> find(OrderId order, OrderReader reader) {
        return database.withHandle(handle -> handle.createQuery(FIND)
                .bind("orderId", order.value())
                .bind("reader", reader.id().value())
                .bind("everything", reader.everything())
                .map((row, context) -> found(row))
                .findOne());
    }

    List<OrderView> list(OrderReader reader, Filter filter, @Nullable Place after, int limit) {
        var bindings = new HashMap<String, Object>();
        bindings.put("reader", reader.id().value());
        bindings.put("limit", limit);
        String further = narrow(filter, after, bindings);
        StoreId store = filter.storeId();
        if (store != null) {
            String who = reader.everything() || owns(reader.id(), store) ? "" : " and " + OF_CUSTOMER;
            return read(NEWEST.formatted(OF_STORE + who + further), bindings);
        }
        if (reader.everything()) {
            return read(NEWEST.formatted("true" + further), bindings);
        }
        // Two short walks along an index each, instead of one through everybody's orders.
        String own = NEWEST.formatted(OF_CUSTOMER + further);
        String ofStores = NEWEST.formatted(OF_OWN_STORES + further);
        return read(NEWEST.replace("query.orders", "(%s union %s) visible").formatted(own, ofStores, "true"), bindings);
    }

    private boolean owns(UserId reader, StoreId store) {
        return stores.isOwner(reader, store);
    }

    private static String narrow(Filter filter, @Nullable Place after, Map<String, Object> bindings) {
        var conditions = new StringBuilder();
        if (filter.storeId() != null) {
            bindings.put("storeId", filter.storeId().value());
        }
        if (filter.status() != null) {
            conditions.append(" and status = :status");
            bindings.put("status", filter.status().name());
        }
        if (after != null) {
            conditions.append(" and (placed_at, order_id) < (:afterTime, :afterId)");
            bindings.put("afterTime", after.placedAt());
            bindings.put("afterId", after.orderId());
        }
        return conditions.toString();
    }

    private List<OrderView> read(String sql, Map<String, Object> bindings) {
        return database.withHandle(handle -> handle.createQuery(sql)
                .bindMap(bindings)
                .map((row, context) -> rows.view(row))
                .list());
    }

    private Found found(ResultSet row) throws SQLException {
        return new Found(rows.view(row), row.getLong("version"), row.getInt("payment_changes"));
    }
}
