package io.saler.query.catalog;

import io.saler.query.TestDatabase;
import io.saler.query.json.StoredJson;

/** Lets tests of other features have products. */
public final class Catalog {

    private Catalog() {}

    public static ProductTable table(TestDatabase database, String name) {
        return new ProductTable(database.jdbi(), new StoredJson(), name);
    }

    public static Object projection(TestDatabase database) {
        return new ProductProjection(table(database, "query.product"), database.savepoints());
    }
}
