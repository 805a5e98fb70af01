package io.saler.query.analytics;

import io.saler.query.generation.Generation;
import io.saler.query.generation.GenerationTable;
import io.saler.store.StoreId;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** The tables of one generation of the ledger, as they are written. Safe for use by several threads. */
class LedgerTables {

    /** Columns that the table does not have, being of an older generation, are left out. */
    private static final String ADD_UNLESS_THERE = """
            insert into <schema>.<table>
            select * from jsonb_populate_recordset(null::<schema>.<table>, cast(:rows as jsonb))
            on conflict do nothing""";

    private static final String CHANGE_STORES = """
            insert into <schema>.store_version as known (store_id, segment, version)
            select store, :segment, extract(epoch from clock_timestamp()) * 1000000 from unnest(:stores) as store
            on conflict (store_id, segment) do update set version = greatest(known.version + 1, excluded.version)""";

    /** Of parked events that are tried again. */
    private static final int NO_SEGMENT = -1;

    private final Jdbi database;
    private final Generation generation;
    private final Map<FactTable, GenerationTable> tables = new EnumMap<>(FactTable.class);

    LedgerTables(Jdbi database, Generation generation) {
        this.database = database;
        this.generation = generation;
        for (FactTable table : FactTable.values()) {
            tables.put(table, GenerationTable.of(database, generation, table.table(), table.columns()));
        }
    }

    void write(Collection<Happening> happenings, Aggregators aggregators) {
        database.useHandle(handle -> {
            var facts = new Facts(Origins.of(happenings, handle, generation.schema()));
            happenings.forEach(happening -> aggregators.add(happening, facts));
            // A parked event may be handled twice, and is always alone.
            boolean maybeThere = happenings.size() == 1;
            facts.forEachTable((table, rows) -> {
                if (maybeThere) {
                    addUnlessThere(handle, table, rows);
                } else {
                    table(table).add(handle, rows);
                }
            });
            changeStores(handle, facts.stores());
        });
    }

    private GenerationTable table(FactTable table) {
        return Objects.requireNonNull(tables.get(table));
    }

    private void addUnlessThere(Handle handle, FactTable table, List<@Nullable Object[]> rows) {
        handle.createUpdate(ADD_UNLESS_THERE)
                .define("schema", generation.schema())
                .define("table", table.table())
                .bind("rows", json(table, rows))
                .execute();
    }

    private static String json(FactTable table, List<@Nullable Object[]> rows) {
        return JsonMapper.shared()
                .writeValueAsString(rows.stream().map(row -> named(table, row)).toList());
    }

    private static Map<String, @Nullable String> named(FactTable table, @Nullable Object[] row) {
        Map<String, @Nullable String> values = new LinkedHashMap<>();
        for (int place = 0; place < row.length; place++) {
            values.put(table.columns().get(place), String.valueOf(row[place]));
        }
        return values;
    }

    private void changeStores(Handle handle, Collection<StoreId> stores) {
        if (!stores.isEmpty()) {
            handle.createUpdate(CHANGE_STORES)
                    .define("schema", generation.schema())
                    .bind("segment", segment())
                    .bind("stores", stores.stream().map(StoreId::value).toArray(UUID[]::new))
                    .execute();
        }
    }

    private int segment() {
        Object segment = CurrentUnitOfWork.get()
                .root()
                .resources()
                .get("Processor[%s]/SegmentId".formatted(generation.processor()));
        return segment instanceof Integer id ? id : NO_SEGMENT;
    }
}
