package io.saler.axonserver.migration;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/**
 * What a database says of its own schemas. All names come out as SQL takes them; for that, nothing but PostgreSQL's own
 * catalogue may be in the session's search path.
 */
record Catalogue(Handle handle) {

    private static final String FLYWAY = "flyway_schema_history";

    /**
     * A table with rows of its own.
     *
     * @param columns those that are not computed from others
     * @param parents tables whose rows its rows refer to
     */
    record Table(String name, List<String> columns, Set<String> parents) {}

    /** Something that counts on, and the table it counts for if it is not for everybody. */
    record Sequence(String name, Optional<String> table, long next) {}

    /** All tables but Flyway's own, each behind those that its rows refer to. */
    List<Table> tables(String schema) {
        List<Table> left = handle.createQuery("""
                        SELECT c.oid::regclass::text AS name,
                               ARRAY(SELECT quote_ident(a.attname) FROM pg_attribute a
                                     WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
                                       AND a.attgenerated = ''
                                     ORDER BY a.attnum) AS columns,
                               ARRAY(SELECT DISTINCT k.confrelid::regclass::text FROM pg_constraint k
                                     WHERE k.conrelid = c.oid AND k.contype = 'f' AND k.confrelid <> c.oid) AS parents
                        FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                        WHERE n.nspname = :schema AND c.relkind IN ('r', 'p') AND NOT c.relispartition
                          AND c.relname <> :flyway
                        ORDER BY c.relname
                        """)
                .bind("schema", schema)
                .bind("flyway", FLYWAY)
                .map((row, context) -> new Table(
                        row.getString("name"),
                        Arrays.asList((String[]) row.getArray("columns").getArray()),
                        Set.of((String[]) row.getArray("parents").getArray())))
                .collect(Collectors.toCollection(ArrayList::new));
        List<Table> ordered = new ArrayList<>();
        while (!left.isEmpty()) {
            Set<String> waiting = left.stream().map(Table::name).collect(Collectors.toCollection(LinkedHashSet::new));
            List<Table> next = left.stream()
                    .filter(table -> table.parents().stream().noneMatch(waiting::contains))
                    .toList();
            if (next.isEmpty()) {
                throw new MigrationRefused("The tables " + String.join(", ", waiting)
                        + " refer to each other, so that none can be filled before the others");
            }
            ordered.addAll(next);
            left.removeAll(next);
        }
        return ordered;
    }

    List<Sequence> sequences(String schema) {
        record Found(String name, Optional<String> table, long increment) {}
        List<Found> found = handle.createQuery("""
                        SELECT s.oid::regclass::text AS name, d.refobjid::regclass::text AS counted, q.seqincrement
                        FROM pg_class s JOIN pg_namespace n ON n.oid = s.relnamespace
                        JOIN pg_sequence q ON q.seqrelid = s.oid
                        LEFT JOIN pg_depend d ON d.classid = 'pg_class'::regclass AND d.objid = s.oid
                            AND d.refclassid = 'pg_class'::regclass AND d.deptype IN ('a', 'i')
                        WHERE n.nspname = :schema
                        ORDER BY s.relname
                        """)
                .bind("schema", schema)
                .map((row, context) -> new Found(
                        row.getString("name"),
                        Optional.ofNullable(row.getString("counted")),
                        row.getLong("seqincrement")))
                .list();
        return found.stream()
                .map(sequence -> new Sequence(
                        sequence.name(),
                        sequence.table(),
                        handle.createQuery("SELECT CASE WHEN is_called THEN last_value + :increment ELSE last_value END"
                                        + " FROM " + sequence.name())
                                .bind("increment", sequence.increment())
                                .mapTo(Long.class)
                                .one()))
                .toList();
    }

    /** The versions that Flyway has brought schemas to. */
    Map<String, String> versions(Collection<String> schemas) {
        Map<String, String> versions = new TreeMap<>();
        schemas.forEach(schema -> versions.put(
                schema,
                handle.createQuery("SELECT version FROM " + schema + "." + FLYWAY
                                + " WHERE success AND version IS NOT NULL ORDER BY installed_rank DESC LIMIT 1")
                        .mapTo(String.class)
                        .findOne()
                        .orElse("none")));
        return versions;
    }

    /** All schemas that Flyway takes care of. */
    Set<String> migratedSchemas() {
        return handle.createQuery("""
                        SELECT n.nspname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                        WHERE c.relname = :flyway AND c.relkind = 'r'
                        """)
                .bind("flyway", FLYWAY)
                .mapTo(String.class)
                .set();
    }
}
