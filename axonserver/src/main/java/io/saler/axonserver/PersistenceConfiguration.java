package io.saler.axonserver;

import io.saler.axonserver.history.StoredHistory;
import io.saler.axonserver.processor.PausableTokenStore;
import io.saler.axonserver.saga.SagaUpcaster;
import io.saler.axonserver.saga.UpcastingSerializer;
import io.saler.axonserver.schema.SchemaMigration;
import javax.sql.DataSource;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.common.jdbc.PersistenceExceptionResolver;
import org.axonframework.common.jdbc.UnitOfWorkAwareConnectionProviderWrapper;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.deadletter.jdbc.DeadLetterSchema;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventhandling.tokenstore.UnableToRetrieveIdentifierException;
import org.axonframework.eventhandling.tokenstore.jdbc.JdbcTokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.TokenSchema;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.jdbc.EventSchema;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcEventStorageEngine;
import org.axonframework.modelling.saga.repository.SagaStore;
import org.axonframework.modelling.saga.repository.jdbc.JdbcSagaStore;
import org.axonframework.modelling.saga.repository.jdbc.PostgresSagaSqlSchema;
import org.axonframework.modelling.saga.repository.jdbc.SagaSchema;
import org.axonframework.serialization.Serializer;
import org.axonframework.spring.jdbc.SpringDataSourceConnectionProvider;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.jdbi.v3.core.Jdbi;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * Keeps tokens, sagas, dead letters and, unless Axon Server does, events in PostgreSQL. Everything is declared here by
 * name, since Axon's own auto-configuration is ordered after classes that Spring Boot 4 has moved, and would silently
 * fall back to memory.
 */
@AutoConfiguration(
        afterName = {
            "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration",
            "org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration"
        },
        beforeName = {
            "org.axonframework.springboot.autoconfig.JpaAutoConfiguration",
            "org.axonframework.springboot.autoconfig.JpaEventStoreAutoConfiguration",
            "org.axonframework.springboot.autoconfig.JdbcAutoConfiguration",
            "org.axonframework.springboot.autoconfig.TransactionAutoConfiguration",
            "org.axonframework.springboot.autoconfig.NoOpTransactionAutoConfiguration",
            "org.axonframework.springboot.autoconfig.AxonAutoConfiguration"
        })
public class PersistenceConfiguration {

    @Bean
    public TransactionManager axonTransactionManager(PlatformTransactionManager transactionManager) {
        return new SpringTransactionManager(transactionManager);
    }

    /** The migration is asked for so that no table is used before it exists. */
    @Bean
    public ConnectionProvider connectionProvider(DataSource dataSource, SchemaMigration migrated) {
        return new UnitOfWorkAwareConnectionProviderWrapper(new SpringDataSourceConnectionProvider(dataSource));
    }

    @Bean
    public PersistenceExceptionResolver persistenceExceptionResolver() {
        return new UniqueViolationResolver();
    }

    @Bean
    @ConditionalOnProperty(name = AxonDefaults.EVENT_STORE, havingValue = "postgresql", matchIfMissing = true)
    public EventStorageEngine eventStorageEngine(
            Serializer defaultSerializer,
            @Qualifier("eventSerializer") Serializer eventSerializer,
            PersistenceExceptionResolver persistenceExceptionResolver,
            org.axonframework.config.Configuration configuration,
            ConnectionProvider connectionProvider,
            TransactionManager transactionManager) {
        return JdbcEventStorageEngine.builder()
                .snapshotSerializer(defaultSerializer)
                .eventSerializer(eventSerializer)
                .upcasterChain(configuration.upcasterChain())
                .snapshotFilter(configuration.snapshotFilter())
                .persistenceExceptionResolver(persistenceExceptionResolver)
                .connectionProvider(connectionProvider)
                .transactionManager(transactionManager)
                .schema(EventSchema.builder()
                        .eventTable("axon.domain_event")
                        .snapshotTable("axon.snapshot_event")
                        .build())
                .build();
    }

    @Bean
    @ConditionalOnProperty(name = AxonDefaults.EVENT_STORE, havingValue = "postgresql", matchIfMissing = true)
    StoredHistory storedHistory(
            Jdbi database,
            @Qualifier("eventSerializer") Serializer eventSerializer,
            org.axonframework.config.Configuration configuration) {
        return new StoredHistory(database, eventSerializer, configuration.upcasterChain());
    }

    @Bean
    public TokenStore tokenStore(
            ConnectionProvider connectionProvider, Serializer serializer, TransactionManager transactionManager) {
        TokenStore tokens = new PausableTokenStore(JdbcTokenStore.builder()
                .connectionProvider(connectionProvider)
                .serializer(serializer)
                .schema(TokenSchema.builder().setTokenTable("axon.token").build()));
        giveIdentifier(tokens, transactionManager);
        return tokens;
    }

    /**
     * Of several processes that start on an empty database at the same time, Axon lets one write the store's identifier
     * and fails the start of the others.
     */
    private static void giveIdentifier(TokenStore tokens, TransactionManager transactionManager) {
        try {
            transactionManager.executeInTransaction(tokens::retrieveStorageIdentifier);
        } catch (UnableToRetrieveIdentifierException mostLikelyWrittenByAnother) {
            transactionManager.executeInTransaction(tokens::retrieveStorageIdentifier);
        }
    }

    @Bean
    public SagaStore<Object> sagaStore(
            ConnectionProvider connectionProvider, Serializer serializer, ObjectProvider<SagaUpcaster> upcasters) {
        var schema = new PostgresSagaSqlSchema(SagaSchema.builder()
                .sagaEntryTable("axon.saga")
                .associationValueEntryTable("axon.saga_association")
                .build());
        // A deadline may be handled by another process than the saga's events. Without a lock on the row, whichever
        // writes last would undo what the other has done.
        schema.setExclusiveLoad(true);
        return JdbcSagaStore.builder()
                .connectionProvider(connectionProvider)
                .serializer(
                        new UpcastingSerializer(serializer, upcasters.stream().toList()))
                .sqlSchema(schema)
                .build();
    }

    @Bean
    public DeadLetterSchema deadLetterSchema() {
        return DeadLetterSchema.builder().deadLetterTable("axon.dead_letter").build();
    }
}
