package io.saler.axonserver.schema;

import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** Brings all declared schemas to their newest version when it is built. */
public final class SchemaMigration {

    /** Of these schemas and of no others. */
    public SchemaMigration(DataSource dataSource, List<DatabaseSchema> schemas) {
        for (DatabaseSchema schema : schemas) {
            Flyway.configure()
                    .dataSource(dataSource)
                    .schemas(schema.name())
                    .defaultSchema(schema.name())
                    .locations("classpath:" + schema.location())
                    .load()
                    .migrate();
        }
    }
}
