package io.saler.query.order;

import io.saler.order.OrderId;
import io.saler.order.OrderStatus;
import io.saler.order.OrderView;
import io.saler.query.CursorKey;
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

    private static final String FIND = "select * from query.orders o where order_id = :orderId and %s";

    private static final String FIND_NEWER = """
            select o.*
            from unnest(:orderIds, :versions, :paymentChanges) as seen (order_id, version, payment_changes)
            join query.orders o on o.order_id = seen.order_id
            where (o.version, o.payment_changes) > (seen.version, seen.payment_changes)""";

    private static final String OF_PERSON = """
            (customer_id = :reader or exists
                (select from query.store s where s.store_id = o.store_id and s.owner_id = :reader))""";

    private static final String OF_CUSTOMER = "customer_id = :reader";
    private static final String OF_STORE = "store_id = :storeId";

    private final Jdbi database;
    private final OrderRow rows;
    private final StoreTable stores;

    OrderList(Jdbi database, OrderRow rows, StoreTable stores) {
        this.database = database;
        this.rows = rows;
        this.stores = stores;
    }

    /** An order with the version of what is shown. */
    record Found(OrderView order, long version, int paymentChanges) {

        Found seenBy(OrderReader reader) {
            return new Found(reader.view(order), version, paymentChanges);
        }

        /** Whether the same order has stood like this later than the other says. */
        boolean isNewerThan(Found other) {
            return version > other.version || (version == other.version && paymentChanges > other.paymentChanges);
        }
    }

    /** Which orders are wanted; null means any. */
    record Filter(@Nullable OrderStatus status, @Nullable StoreId storeId) {}

    /** The place of an order in a list. */
    record Place(Instant placedAt, UUID orderId) {
        Place {
            CursorKey.time(placedAt);
            CursorKey.present(orderId);
        }
    }

    Optional<Found> find(OrderId order, OrderReader reader) {
        var bindings = new HashMap<String, Object>();
        bindings.put("orderId", order.value());
        String theirs = switch (reader) {
            case OrderReader.Person person -> {
                bindings.put("reader", person.id().value());
                yield OF_PERSON;
            }
            case OrderReader.Store store -> {
                bindings.put("storeId", store.id().value());
                yield OF_STORE;
            }
            case OrderReader.Administrator administrator -> "true";
        };
        return database.withHandle(handle -> handle.createQuery(FIND.formatted(theirs))
                .bindMap(bindings)
                .map((row, context) -> found(row).seenBy(reader))
                .findOne());
    }

    /**
     * Those of these orders that have changed since, as they stand now; whoever asks has been let read them before, and
     * sees to it that everybody reads them as is for them.
     */
    List<Found> findNewer(List<Found> seen) {
        UUID[] ids = seen.stream().map(each -> each.order().orderId().value()).toArray(UUID[]::new);
        Long[] versions = seen.stream().map(Found::version).toArray(Long[]::new);
        Integer[] paymentChanges = seen.stream().map(Found::paymentChanges).toArray(Integer[]::new);
        return database.withHandle(handle -> handle.createQuery(FIND_NEWER)
                .bind("orderIds", ids)
                .bind("versions", versions)
                .bind("paymentChanges", paymentChanges)
                .map((row, context) -> found(row))
                .list());
    }

    List<OrderView> list(OrderReader reader, Filter filter, @Nullable Place after, int limit) {
        var bindings = new HashMap<String, Object>();
        bindings.put("limit", limit);
        String further = narrow(filter, after, bindings);
        StoreId store = filter.storeId();
        List<OrderView> found = switch (reader) {
            case OrderReader.Person person -> {
                bindings.put("reader", person.id().value());
                yield read(ofPerson(person, store, further), bindings);
            }
            case OrderReader.Store key -> {
                bindings.put("storeId", key.id().value());
                yield store == null || store.equals(key.id()) ? read(newest(OF_STORE + further), bindings) : List.of();
            }
            case OrderReader.Administrator administrator ->
                read(newest((store == null ? "true" : OF_STORE) + further), bindings);
        };
        return found.stream().map(reader::view).toList();
    }

    private String ofPerson(OrderReader.Person person, @Nullable StoreId store, String further) {
        if (store != null) {
            boolean whole = stores.isOwner(person.id(), store);
            return newest(OF_STORE + (whole ? "" : " and " + OF_CUSTOMER) + further);
        }
        String own = newest(OF_CUSTOMER + further);
        return newestOf("(%s) union all (%s)".formatted(own, ofOwnStores(further)), "true");
    }

    /** Of each store the newest, so that it never walks through the orders of other stores; and none twice. */
    private static String ofOwnStores(String further) {
        return """
                select o.* from query.store s cross join lateral (%s) o
                where s.owner_id = :reader""".formatted(newest("store_id = s.store_id and customer_id <> :reader" + further));
    }

    private static String newest(String condition) {
        return newestOf("table query.orders", condition);
    }

    private static String newestOf(String rows, String condition) {
        return """
                select * from (%s) visible
                where %s
                order by placed_at desc, order_id desc
                limit :limit""".formatted(rows, condition);
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
