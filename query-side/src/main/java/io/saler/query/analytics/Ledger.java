package io.saler.query.analytics;

import io.saler.query.generation.ComparedTable;
import io.saler.query.generation.GeneratedReadModel;
import io.saler.query.generation.Generation;
import io.saler.query.projection.Savepoints;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/** The ledger as a read model of which new generations are built beside the one that is read. */
@Component
public class Ledger implements GeneratedReadModel {

    /** Its name, by which its {@link io.saler.query.generation.ActiveGeneration} is asked for. */
    public static final String NAME = "analytics";

    private static final String DEFINITION = "/io/saler/query/analytics/ledger.sql";
    private static final int VERSION = 1;

    private final Aggregators aggregators;
    private final Jdbi database;
    private final Savepoints savepoints;

    Ledger(Aggregators aggregators, Jdbi database, Savepoints savepoints) {
        this.aggregators = aggregators;
        this.database = database;
        this.savepoints = savepoints;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public int version() {
        return VERSION;
    }

    @Override
    public void create(Handle handle, Generation generation) {
        try {
            String definition = new ClassPathResource(DEFINITION).getContentAsString(StandardCharsets.UTF_8);
            handle.createScript(definition)
                    .define("schema", generation.schema())
                    .execute();
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    @Override
    public List<ComparedTable> tables() {
        return Arrays.stream(FactTable.values())
                .map(table -> new ComparedTable(table.table(), "position"))
                .toList();
    }

    @Override
    public boolean handles(Class<?> eventType) {
        return aggregators.count(eventType);
    }

    @Override
    public Object handlers(Generation generation) {
        return new LedgerProjection(aggregators, new LedgerTables(database, generation), savepoints);
    }
}
