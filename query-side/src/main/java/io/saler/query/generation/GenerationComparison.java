package io.saler.query.generation;

import io.saler.axonserver.processor.HandledEvents;
import io.saler.projection.FoundGenerations.TableComparison;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Compares two generations, row by row, of the events that both have handled. It reads what one snapshot of the
 * database shows, so both may be written to meanwhile.
 */
final class GenerationComparison {

    private static final String COLUMNS = """
            select column_name from information_schema.columns
            where table_schema = :schema and table_name = :table order by ordinal_position""";

    private static final String OF_BOTH = " where %s <= :position and %s <> all(:missing)";

    private static final String CHECKSUM = """
            select count(*) as rows, cast(coalesce(sum(hash_record_extended(row(%s), 0)), 0) as text) as checksum
            from %s.%s""";

    private static final String ONLY_FIRST = """
            select count(*) as rows, min(%s) as first from (
                select %s from %s.%s%s except all select %s from %s.%s%s) as missing""";

    private final Handle handle;
    private final Generation active;
    private final Generation built;
    private final HandledEvents handled;

    GenerationComparison(Handle handle, Generation active, Generation built, HandledEvents handled) {
        this.handle = handle;
        this.active = active;
        this.built = built;
        this.handled = handled;
    }

    private record Sum(long rows, String checksum) {}

    private record Only(long rows, @Nullable Long first) {}

    List<TableComparison> of(List<ComparedTable> tables) {
        return tables.stream().map(this::of).toList();
    }

    private TableComparison of(ComparedTable table) {
        Set<String> ofActive = columns(active, table);
        Set<String> ofBuilt = columns(built, table);
        Set<String> both = new LinkedHashSet<>(ofActive);
        both.retainAll(ofBuilt);
        Set<String> single = new TreeSet<>(ofActive);
        single.addAll(ofBuilt);
        single.removeAll(both);
        if (both.isEmpty()) {
            return new TableComparison(table.name(), 0, 0, "0", "0", 0, 0, null, new ArrayList<>(single));
        }
        String columns = String.join(", ", both);
        Sum before = sum(active, table, columns);
        Sum after = sum(built, table, columns);
        Only onlyActive = before.equals(after) ? new Only(0, null) : only(active, built, table, columns);
        Only onlyBuilt = before.equals(after) ? new Only(0, null) : only(built, active, table, columns);
        return new TableComparison(
                table.name(),
                before.rows(),
                after.rows(),
                before.checksum(),
                after.checksum(),
                onlyActive.rows(),
                onlyBuilt.rows(),
                first(onlyActive.first(), onlyBuilt.first()),
                new ArrayList<>(single));
    }

    private Set<String> columns(Generation generation, ComparedTable table) {
        return new LinkedHashSet<>(handle.createQuery(COLUMNS)
                .bind("schema", generation.schema())
                .bind("table", table.name())
                .mapTo(String.class)
                .list());
    }

    private Sum sum(Generation generation, ComparedTable table, String columns) {
        return handle.createQuery(CHECKSUM.formatted(columns, generation.schema(), table.name()) + ofBoth(table))
                .bind("position", handled.position())
                .bind("missing", missing())
                .map((row, context) -> new Sum(row.getLong("rows"), row.getString("checksum")))
                .one();
    }

    private Only only(Generation first, Generation second, ComparedTable table, String columns) {
        String query = ONLY_FIRST.formatted(
                table.position(),
                columns,
                first.schema(),
                table.name(),
                ofBoth(table),
                columns,
                second.schema(),
                table.name(),
                ofBoth(table));
        return handle.createQuery(query)
                .bind("position", handled.position())
                .bind("missing", missing())
                .map((row, context) -> new Only(row.getLong("rows"), row.getObject("first", Long.class)))
                .one();
    }

    private static String ofBoth(ComparedTable table) {
        return OF_BOTH.formatted(table.position(), table.position());
    }

    private Long[] missing() {
        return handled.missing().toArray(Long[]::new);
    }

    private static @Nullable Long first(@Nullable Long one, @Nullable Long other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return Math.min(one, other);
    }
}
