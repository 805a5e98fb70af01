package io.saler.query.generation;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.springframework.stereotype.Component;

/** Makes the schemas of generations, and drops them when nobody reads them any more. */
@Component
class GenerationSchemas {

    private static final String UNREAD =
            "select pg_try_advisory_xact_lock(hashtext('query.generation'), hashtext(:processor))";

    /** Whoever uses its tables otherwise, such as a backup, is waited for by trying again. */
    private static final String WAIT_BRIEFLY = "set local lock_timeout = '500ms'";

    private final Jdbi database;

    GenerationSchemas(Jdbi database) {
        this.database = database;
    }

    void create(GeneratedReadModel definition, Generation generation) {
        database.useHandle(handle -> {
            handle.execute("create schema " + generation.schema());
            definition.create(handle, generation);
        });
    }

    /** False as long as somebody reads it who was told to by {@link ActiveGeneration}. */
    boolean drop(Generation generation) {
        return database.withHandle(handle -> {
            if (!isUnread(handle, generation)) {
                return false;
            }
            handle.execute(WAIT_BRIEFLY);
            handle.execute("drop schema if exists %s cascade".formatted(generation.schema()));
            return true;
        });
    }

    private static boolean isUnread(Handle handle, Generation generation) {
        return handle.createQuery(UNREAD)
                .bind("processor", generation.processor())
                .mapTo(boolean.class)
                .one();
    }
}
