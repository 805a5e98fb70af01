package io.saler.query.generation;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
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
            select column_name from information_schema.columns where table_schema = :schema and table_name = :table""";

    private final String statement;
    private final int[] kept;

    private GenerationTable(String statement, int[] kept) {
        this.statement = statement;
        this.kept = kept;
    }

    /** @param columns in the order in which rows have their values */
    public static GenerationTable of(Jdbi database, Generation generation, String table, List<String> columns) {
        Set<String> there = database.withHandle(handle -> new HashSet<>(handle.createQuery(COLUMNS)
                .bind("schema", generation.schema())
                .bind("table", table)
                .mapTo(String.class)
                .list()));
        int[] kept = IntStream.range(0, columns.size())
                .filter(place -> there.contains(columns.get(place)))
                .toArray();
        List<String> names = IntStream.of(kept).mapToObj(columns::get).toList();
        return new GenerationTable(
                "copy %s.%s (%s) from stdin".formatted(generation.schema(), table, String.join(", ", names)), kept);
    }

    /**
     * Adds rows in the transaction under way; throws what PostgreSQL refuses them with.
     *
     * @param rows of each the values of all columns: texts, numbers, booleans, {@code Instant}s, {@code LocalDate}s,
     *     UUIDs, enums, values whose text is what is stored, or null
     */
    public void add(Handle handle, List<@Nullable Object[]> rows) {
        if (rows.isEmpty() || kept.length == 0) {
            return;
        }
        var text = new StringBuilder(rows.size() * kept.length * 16);
        for (@Nullable Object[] row : rows) {
            for (int place = 0; place < kept.length; place++) {
                if (place > 0) {
                    text.append('\t');
                }
                append(row[kept[place]], text);
            }
            text.append('\n');
        }
        try {
            handle.getConnection()
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn(statement, new StringReader(text.toString()));
        } catch (SQLException refused) {
            throw new UnableToProduceResultException(refused);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static void append(@Nullable Object value, StringBuilder text) {
        switch (value) {
            case null -> text.append("\\N");
            case BigDecimal number -> text.append(number.toPlainString());
            case Number number -> text.append(number);
            case Boolean yes -> text.append(yes);
            case UUID id -> text.append(id);
            case Instant at -> text.append(at);
            default -> escape(value.toString(), text);
        }
    }

    private static void escape(String value, StringBuilder text) {
        for (int place = 0; place < value.length(); place++) {
            char character = value.charAt(place);
            switch (character) {
                case '\\' -> text.append("\\\\");
                case '\n' -> text.append("\\n");
                case '\r' -> text.append("\\r");
                case '\t' -> text.append("\\t");
                default -> text.append(character);
            }
        }
    }
}
