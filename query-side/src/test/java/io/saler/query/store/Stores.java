package io.saler.query.store;

import io.saler.gateway.access.ApiKeys;
import io.saler.query.Freshness;
import io.saler.query.TestDatabase;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** Lets tests of other features have stores. */
public final class Stores {

    private Stores() {}

    public static StoreTable in(TestDatabase database) {
        return new StoreTable(database.jdbi());
    }

    public static Object projection(TestDatabase database) {
        return new StoreProjection(database.savepoints(), in(database));
    }

    public static ApiKeys keys(TestDatabase database) {
        return new ApiKeys(() -> Optional.of(keyTable(database)), Clock.systemUTC());
    }

    public static Object keyProjection(TestDatabase database) {
        return new ApiKeyProjection(database.savepoints(), keyTable(database), keys(database));
    }

    private static ApiKeyTable keyTable(TestDatabase database) {
        return new ApiKeyTable(database.jdbi(), new Freshness(Duration.ZERO));
    }
}
