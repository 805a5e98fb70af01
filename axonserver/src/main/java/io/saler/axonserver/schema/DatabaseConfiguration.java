package io.saler.axonserver.schema;

import java.util.List;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.jdbi.v3.postgres.PostgresPlugin;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.DependsOn;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;

/** The database as every room uses it: migrated, and in the transaction that is under way, if there is one. */
@AutoConfiguration(afterName = "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration")
public class DatabaseConfiguration {

    /** Axon's own tables, which every process has. */
    public static final DatabaseSchema AXON = new DatabaseSchema("axon", "db/migration/axon");

    @Bean
    public SchemaMigration schemaMigration(DataSource dataSource, List<DatabaseSchema> schemas) {
        return new SchemaMigration(dataSource, schemas);
    }

    /** What a statement was given stays out of its failure, which ends up in logs and dead letters. */
    @Bean
    @DependsOn("schemaMigration")
    public Jdbi jdbi(DataSource dataSource) {
        return Jdbi.create(new TransactionAwareDataSourceProxy(dataSource))
                .installPlugin(new PostgresPlugin())
                .configure(
                        StatementExceptions.class,
                        failures -> failures.setMessageRendering(StatementExceptions.MessageRendering.NONE));
    }

    @Bean
    public DatabaseSchema axonSchema() {
        return AXON;
    }
}
