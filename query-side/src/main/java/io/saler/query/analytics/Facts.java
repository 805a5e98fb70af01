package io.saler.query.analytics;

import io.saler.store.StoreId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Rows that the events of one batch add to the ledger, and the stores that they are about. */
final class Facts {

    private final Origins origins;
    private final Map<FactTable, List<@Nullable Object[]>> rows = new EnumMap<>(FactTable.class);
    private final Set<StoreId> stores = new HashSet<>();

    Facts(Origins origins) {
        this.origins = origins;
    }

    /** What earlier events have said. */
    Origins origins() {
        return origins;
    }

    /** @param values one for each of the table's columns */
    void add(FactTable table, StoreId store, Object... values) {
        if (values.length != table.columns().size()) {
            throw new IllegalArgumentException(
                    "%s has %d columns".formatted(table, table.columns().size()));
        }
        rows.computeIfAbsent(table, first -> new ArrayList<>()).add(values);
        stores.add(store);
    }

    void forEachTable(BiConsumer<FactTable, List<@Nullable Object[]>> action) {
        rows.forEach(action);
    }

    /** In an order that is the same for all who write at the same time. */
    List<StoreId> stores() {
        return stores.stream().sorted(Comparator.comparing(StoreId::value)).toList();
    }
}
