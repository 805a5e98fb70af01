package io.saler.query.store;

import io.saler.query.TestDatabase;

/** Lets tests of other features have stores. */
public final class Stores {

    private Stores() {}

    public static StoreTable in(TestDatabase database) {
        return new StoreTable(database.jdbi());
    }

    public static Object projection(TestDatabase database) {
        return new StoreProjection(database.savepoints(), in(database));
    }
}
