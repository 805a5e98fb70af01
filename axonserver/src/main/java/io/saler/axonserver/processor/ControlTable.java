package io.saler.axonserver.processor;

import io.saler.identity.Actor;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;

/** What is wanted of the processors of a side, and who wanted it. A processor without a row is to run. */
final class ControlTable {

    private static final String ALL = "SELECT processorName, paused, task FROM axon.processor_control";

    private static final String PAUSE = """
            INSERT INTO axon.processor_control (processorName, paused) VALUES (:processor, :paused)
            ON CONFLICT (processorName) DO UPDATE SET paused = excluded.paused""";

    private static final String BEGIN = """
            INSERT INTO axon.processor_control AS known (processorName, task) VALUES (:processor, :task)
            ON CONFLICT (processorName) DO UPDATE SET task = excluded.task WHERE known.task IS NULL""";

    private static final String END = """
            UPDATE axon.processor_control SET task = NULL WHERE processorName = :processor AND task = :task""";

    private static final String NOTE = """
            INSERT INTO axon.processor_change (processorName, change, actor, reason, at)
            VALUES (:processor, :change, :actor, :reason, :at)""";

    private static final List<String> FORGET = List.of(
            "DELETE FROM axon.token WHERE processorName = ?",
            "DELETE FROM axon.dead_letter WHERE processingGroup = ?",
            "DELETE FROM axon.processor_failure WHERE processorName = ?");

    private final Jdbi database;

    ControlTable(Jdbi database) {
        this.database = database;
    }

    Map<String, Control> all() {
        return database.withHandle(handle -> handle.createQuery(ALL)
                .reduceRows(new HashMap<String, Control>(), (all, row) -> {
                    all.put(
                            row.getColumn("processorName", String.class),
                            new Control(row.getColumn("paused", Boolean.class), row.getColumn("task", String.class)));
                    return all;
                }));
    }

    void pause(String processor, boolean paused) {
        database.useHandle(handle -> handle.createUpdate(PAUSE)
                .bind("processor", processor)
                .bind("paused", paused)
                .execute());
    }

    /** Has a task done; false if there is one already. */
    boolean begin(String processor, ProcessorTask task) {
        return database.withHandle(handle -> handle.createUpdate(BEGIN)
                        .bind("processor", processor)
                        .bind("task", task.name())
                        .execute()
                == 1);
    }

    /** Ends a task, in the transaction in which it is done; false if another node has done it. */
    boolean end(String processor, ProcessorTask task) {
        return database.withHandle(handle -> handle.createUpdate(END)
                        .bind("processor", processor)
                        .bind("task", task.name())
                        .execute()
                == 1);
    }

    /** Deletes what is kept of a processor, other than what is wanted of it and who has done what about it. */
    void forget(String processor) {
        database.useHandle(handle -> FORGET.forEach(statement -> handle.execute(statement, processor)));
    }

    void note(String processor, String change, Actor actor, String reason) {
        database.useHandle(handle -> handle.createUpdate(NOTE)
                .bind("processor", processor)
                .bind("change", change)
                .bind("actor", actor.toString())
                .bind("reason", reason)
                .bind("at", Instant.now())
                .execute());
    }
}
