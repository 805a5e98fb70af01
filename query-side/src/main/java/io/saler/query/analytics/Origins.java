package io.saler.query.analytics;

import io.saler.catalog.ProductCreated;
import io.saler.catalog.ProductDetailsChanged;
import io.saler.catalog.ProductId;
import io.saler.catalog.Sku;
import io.saler.inventory.InventoryEvent;
import io.saler.inventory.InventoryItemCreated;
import io.saler.order.OrderEvent;
import io.saler.order.OrderId;
import io.saler.order.OrderPlaced;
import io.saler.store.StoreId;
import io.saler.value.Money;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Currency;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jspecify.annotations.Nullable;

/**
 * What the first event of an order, a stock item or a product has said and later ones do not repeat, such as whose
 * store it is in. Events of one aggregate are handled in line, so it is in the same batch or in the ledger already.
 */
final class Origins {

    private static final String ORDERS = """
            select order_id, store_id, customer_id, currency, units, total
            from <schema>.order_placed where order_id = any(:ids)""";

    private static final String ITEMS = """
            select product_id, store_id from <schema>.stock_change where product_id = any(:ids) and version = 0""";

    private static final String PRODUCTS = """
            select product_id, store_id, sku from <schema>.product where product_id = any(:ids) and version = 0""";

    private final Map<OrderId, Order> orders = new HashMap<>();
    private final Map<ProductId, StoreId> items = new HashMap<>();
    private final Map<ProductId, Product> products = new HashMap<>();

    private Origins() {}

    /** An order as it was placed. */
    record Order(StoreId store, UUID customer, Money total, long units) {

        static Order of(OrderPlaced placed) {
            return new Order(
                    placed.storeId(),
                    placed.customerId().value(),
                    placed.totals().total(),
                    placed.lines().stream()
                            .mapToLong(line -> line.quantity().units())
                            .sum());
        }
    }

    /** A product as it was created. */
    record Product(StoreId store, Sku sku) {}

    /** Of all that these events are about. */
    static Origins of(Collection<Happening> happenings, Handle handle, String schema) {
        var origins = new Origins();
        Set<OrderId> unknownOrders = new HashSet<>();
        Set<ProductId> unknownItems = new HashSet<>();
        Set<ProductId> unknownProducts = new HashSet<>();
        for (Happening happening : happenings) {
            switch (happening.event()) {
                case OrderPlaced placed -> origins.orders.put(placed.orderId(), Order.of(placed));
                case OrderEvent order -> unknownOrders.add(order.orderId());
                case InventoryItemCreated item -> origins.items.put(item.productId(), item.storeId());
                case InventoryEvent item -> unknownItems.add(item.productId());
                case ProductCreated product ->
                    origins.products.put(product.productId(), new Product(product.storeId(), product.sku()));
                case ProductDetailsChanged product -> unknownProducts.add(product.productId());
                default -> {}
            }
        }
        unknownOrders.removeAll(origins.orders.keySet());
        unknownItems.removeAll(origins.items.keySet());
        unknownProducts.removeAll(origins.products.keySet());
        origins.learnOrders(unknownOrders, handle, schema);
        origins.learnItems(unknownItems, handle, schema);
        origins.learnProducts(unknownProducts, handle, schema);
        return origins;
    }

    Optional<Order> order(OrderId order) {
        return Optional.ofNullable(orders.get(order));
    }

    Optional<StoreId> storeOfItem(ProductId product) {
        return Optional.ofNullable(items.get(product));
    }

    Optional<Product> product(ProductId product) {
        return Optional.ofNullable(products.get(product));
    }

    private void learnOrders(Set<OrderId> unknown, Handle handle, String schema) {
        read(
                ORDERS,
                unknown.stream().map(OrderId::value).toList(),
                handle,
                schema,
                (row, context) -> orders.put(
                        new OrderId(id(row, "order_id")),
                        new Order(
                                new StoreId(id(row, "store_id")),
                                id(row, "customer_id"),
                                new Money(row.getBigDecimal("total"), Currency.getInstance(row.getString("currency"))),
                                row.getLong("units"))));
    }

    private void learnItems(Set<ProductId> unknown, Handle handle, String schema) {
        read(
                ITEMS,
                unknown.stream().map(ProductId::value).toList(),
                handle,
                schema,
                (row, context) -> items.put(new ProductId(id(row, "product_id")), new StoreId(id(row, "store_id"))));
    }

    private void learnProducts(Set<ProductId> unknown, Handle handle, String schema) {
        read(
                PRODUCTS,
                unknown.stream().map(ProductId::value).toList(),
                handle,
                schema,
                (row, context) -> products.put(
                        new ProductId(id(row, "product_id")),
                        new Product(new StoreId(id(row, "store_id")), new Sku(row.getString("sku")))));
    }

    private static void read(
            String query, List<UUID> ids, Handle handle, String schema, RowMapper<@Nullable Object> row) {
        if (!ids.isEmpty()) {
            handle.createQuery(query)
                    .define("schema", schema)
                    .bind("ids", ids.toArray(UUID[]::new))
                    .map(row)
                    .list();
        }
    }

    private static UUID id(ResultSet row, String column) throws SQLException {
        return row.getObject(column, UUID.class);
    }
}
