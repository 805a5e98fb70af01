package io.saler.query.generation;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.result.UnableToProduceResultException;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/**
 * A table of one generation, to which rows are added by {@code COPY}, many at once. Columns that a generation of an
 * older version does not have are left out; a table that it does not have takes no rows. Safe for use by several
 * threads.
 */
public final class GenerationTable {

    private static final String COLUMNS = """
            select column_name, data_type from information_schema.columns
            where table_schema = :schema and table_name = :table""";

    private static final int USUAL_VALUE = 16;

    private final String statement;
    private final List<Kept> kept;

    private GenerationTable(String statement, List<Kept> kept) {
        this.statement = statement;
        this.kept = kept;
    }

    /** A column, and where rows have its value. */
    private record Kept(int place, CopiedColumn column) {}

    /** @param columns in the order in which rows have their values */
    public static GenerationTable of(Jdbi database, Generation generation, String table, List<String> columns) {
        Map<String, String> there = types(database, generation, table);
        List<String> names = columns.stream().filter(there::containsKey).toList();
        List<Kept> kept = IntStream.range(0, columns.size())
                .filter(place -> there.containsKey(columns.get(place)))
                .mapToObj(place ->
                        new Kept(place, CopiedColumn.of(Objects.requireNonNull(there.get(columns.get(place))))))
                .toList();
        return new GenerationTable(
                "copy %s.%s (%s) from stdin (format binary)"
                        .formatted(generation.schema(), table, String.join(", ", names)),
                kept);
    }

    private static Map<String, String> types(Jdbi database, Generation generation, String table) {
        return database.withHandle(handle -> handle.createQuery(COLUMNS)
                .bind("schema", generation.schema())
                .bind("table", table)
                .map((row, context) -> Map.entry(row.getString("column_name"), row.getString("data_type")))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    /**
     * Adds rows in the transaction under way; throws what PostgreSQL refuses them with.
     *
     * @param rows of each the values of all columns: numbers, booleans, {@code Instant}s, {@code LocalDate}s, UUIDs or
     *     {@code Id}s as the column's type is, for a text anything whose text is what is stored; or null
     */
    public void add(Handle handle, List<@Nullable Object[]> rows) {
        if (rows.isEmpty() || kept.isEmpty()) {
            return;
        }
        try {
            ByteBuffer content = binary(rows);
            handle.getConnection()
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn(statement, new ByteArrayInputStream(content.array(), 0, content.limit()));
        } catch (SQLException refused) {
            throw new UnableToProduceResultException(refused);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private ByteBuffer binary(List<@Nullable Object[]> rows) throws SQLException {
        var binary = new BinaryRows(rows.size() * kept.size() * USUAL_VALUE);
        for (@Nullable Object[] row : rows) {
            binary.row(kept.size());
            for (Kept each : kept) {
                each.column().addOrNull(row[each.place()], binary);
            }
        }
        return binary.end();
    }
}
