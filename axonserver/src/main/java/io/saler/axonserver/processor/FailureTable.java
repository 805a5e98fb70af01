package io.saler.axonserver.processor;

import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;

/** What processors fail with, told by whichever node it happened on. */
final class FailureTable {

    private static final String ALL = "SELECT processorName, message, since, position FROM axon.processor_failure";

    private static final String TELL = """
            INSERT INTO axon.processor_failure AS known (processorName, message, since, position)
            VALUES (:processor, :message, :since, :position)
            ON CONFLICT (processorName) DO UPDATE SET message = excluded.message, position = excluded.position""";

    private static final String FORGET = """
            DELETE FROM axon.processor_failure WHERE processorName = :processor AND position = :position""";

    private final Jdbi database;

    FailureTable(Jdbi database) {
        this.database = database;
    }

    Map<String, ProcessorError> all() {
        return database.withHandle(handle -> handle.createQuery(ALL)
                .reduceRows(new HashMap<String, ProcessorError>(), (all, row) -> {
                    all.put(
                            row.getColumn("processorName", String.class),
                            new ProcessorError(
                                    row.getColumn("message", String.class),
                                    row.getColumn("since", OffsetDateTime.class).toInstant(),
                                    row.getColumn("position", Long.class)));
                    return all;
                }));
    }

    /** Since when it fails stays as it was told first, until it is forgotten. */
    void tell(String processor, ProcessorError error) {
        database.useHandle(handle -> handle.createUpdate(TELL)
                .bind("processor", processor)
                .bind("message", error.message())
                .bind("since", error.since())
                .bind("position", error.position())
                .execute());
    }

    void forget(String processor, ProcessorError error) {
        database.useHandle(handle -> handle.createUpdate(FORGET)
                .bind("processor", processor)
                .bind("position", error.position())
                .execute());
    }
}
