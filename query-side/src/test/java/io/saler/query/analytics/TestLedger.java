package io.saler.query.analytics;

import io.saler.query.TestDatabase;
import io.saler.query.generation.Generation;
import java.util.List;

/** Generations of the ledger in a test's database. */
public final class TestLedger {

    private final TestDatabase database;
    private final Ledger ledger;

    public TestLedger(TestDatabase database) {
        this.database = database;
        this.ledger = new Ledger(
                new Aggregators(List.of(
                        new OrderAggregator(),
                        new RevenueAggregator(),
                        new StockAggregator(),
                        new ProductAggregator())),
                database.jdbi(),
                database.savepoints());
    }

    /** Makes an empty generation, which is the one that is read from now on, and returns what fills it. */
    public Object generation(int number) {
        var generation = new Generation(Ledger.NAME, number, ledger.version());
        database.jdbi().useTransaction(handle -> {
            handle.execute("drop schema if exists %s cascade".formatted(generation.schema()));
            handle.execute("create schema %s".formatted(generation.schema()));
            ledger.create(handle, generation);
            handle.execute("""
                    insert into query.generation (model, number, version, state, even_if_different, total, started_at)
                    values (?, ?, ?, 'ACTIVE', false, 0, now()) on conflict do nothing""", Ledger.NAME, number, ledger.version());
        });
        read(number);
        return ledger.handlers(generation);
    }

    /** Has this generation be the one that is read. */
    public void read(int number) {
        database.jdbi().useHandle(handle -> handle.execute("""
                        insert into query.generated_model (name, active) values (?, ?)
                        on conflict (name) do update set active = excluded.active""", Ledger.NAME, number));
    }

    /** How many rows each of its tables has, and their checksum. */
    public List<String> contents(int number) {
        return database.jdbi()
                .withHandle(handle -> ledger.tables().stream()
                        .map(table -> handle.createQuery("""
                                        select count(*) || ' ' || coalesce(sum(hashtextextended(t::text, 0)), 0)
                                        from analytics_<number>.<table> as t""")
                                .define("table", table.name())
                                .define("number", number)
                                .mapTo(String.class)
                                .map(text -> table.name() + " " + text)
                                .one())
                        .toList());
    }
}
