package io.saler.query.analytics;

import java.util.List;
import java.util.Locale;

/** The tables of facts, each with the columns that its rows have values for, in this order. */
enum FactTable {
    ORDER_PLACED("order_id", "position", "at", "store_id", "customer_id", "currency", "units", "total"),
    ORDER_LINE("order_id", "line", "position", "at", "product_id", "units", "total"),
    ORDER_ENDED("order_id", "position", "at", "store_id", "outcome"),
    SALE("order_id", "position", "at", "store_id", "customer_id", "currency", "units", "total"),
    REFUND("order_id", "version", "position", "at", "store_id", "currency", "amount"),
    STOCK_CHANGE("product_id", "version", "position", "at", "store_id", "cause", "units"),
    PRODUCT("product_id", "version", "position", "at", "store_id", "sku", "name", "category");

    @SuppressWarnings("ImmutableEnumChecker") // Nobody can change what List.of returns.
    private final List<String> columns;

    FactTable(String... columns) {
        this.columns = List.of(columns);
    }

    /** Its name in the database, without the schema. */
    String table() {
        return name().toLowerCase(Locale.ROOT);
    }

    List<String> columns() {
        return columns;
    }
}
