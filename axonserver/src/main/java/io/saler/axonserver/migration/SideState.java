package io.saler.axonserver.migration;

import io.saler.axonserver.schema.DatabaseConfiguration;
import io.saler.axonserver.schema.DatabaseSchema;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What one side keeps in PostgreSQL that cannot be made again from events.
 *
 * @param side its name, for people
 * @param schemas its own: all of their tables are moved, whichever they are
 * @param axonTables those of Axon's own tables that only this side has rows in
 * @param processors the event processors whose positions and dead letters are this side's
 */
public record SideState(String side, List<DatabaseSchema> schemas, Set<String> axonTables, Set<String> processors) {

    public SideState {
        schemas = List.copyOf(schemas);
        axonTables = Set.copyOf(axonTables);
        processors = Set.copyOf(processors);
    }

    /** Its own schemas, and the one with Axon's tables. */
    List<DatabaseSchema> allSchemas() {
        return Stream.concat(Stream.of(DatabaseConfiguration.AXON), schemas.stream())
                .toList();
    }

    List<String> schemaNames() {
        return allSchemas().stream().map(DatabaseSchema::name).toList();
    }
}
