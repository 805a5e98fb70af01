package io.saler.standalone.growth;

import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/**
 * How far event processors are. Those that show orders, stock and mails read the copies like all other events; the
 * others would act on them, or pass them on, and are told that they have seen them.
 */
final class Processors {

    static final Set<String> READING = Set.of("orders", "catalog", "people", "product-cache", "search");

    /** Generations of a read model have a processor each. */
    private static final String OTHERS =
            " processorName != '__config' AND processorName NOT IN (<reading>) AND processorName NOT LIKE '%@%'";

    private static final String LATE = """
            SELECT DISTINCT processorName FROM axon.token
            WHERE (convert_from(token, 'UTF8')::jsonb ->> 'index')::bigint IS DISTINCT FROM :last AND""" + OTHERS + " ORDER BY 1";

    private static final String SKIP = """
            UPDATE axon.token SET token = convert_to(format('{"index":%s,"gaps":[]}', :last), 'UTF8') WHERE""" + OTHERS;

    private final Handle database;

    Processors(Handle database) {
        this.database = database;
    }

    /** Those that have not seen the last event, and are not to be skipped over it. */
    List<String> late(long last) {
        return database.createQuery(LATE)
                .bind("last", last)
                .bindList("reading", READING)
                .mapTo(String.class)
                .list();
    }

    /** They go on after this event, which nobody else is to see either. */
    void skipTo(long last) {
        database.createUpdate(SKIP)
                .bind("last", last)
                .bindList("reading", READING)
                .execute();
    }
}
