package io.saler.axonserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saler.axonserver.processor.NotedErrors;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.common.caching.Cache;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.EventBus;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.eventhandling.ReplayToken;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.JdbcTokenStore;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcEventStorageEngine;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.saga.repository.SagaStore;
import org.axonframework.modelling.saga.repository.jdbc.JdbcSagaStore;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.SimpleSerializedObject;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;

/** Axon falls back to memory without a word when its auto-configuration does not fit; these tests are that word. */
class PersistenceTest extends OnPostgreSql {

    @Autowired
    private TokenStore tokens;

    @Autowired
    private SagaStore<?> sagas;

    @Autowired
    private TransactionManager transactions;

    @Autowired
    private EventStorageEngine engine;

    @Autowired
    private EventBus eventBus;

    @Autowired
    private EventStore eventStore;

    @Autowired
    private CommandBus commandBus;

    @Autowired
    private Serializer serializer;

    @Autowired
    @Qualifier("eventSerializer")
    private Serializer eventSerializer;

    @Autowired
    private Jdbi jdbi;

    @Autowired
    private EventProcessingConfiguration processing;

    @Autowired
    private org.axonframework.config.Configuration configuration;

    @Test
    void everythingIsKeptInPostgreSql() {
        assertThat(tokens).isInstanceOf(JdbcTokenStore.class);
        assertThat(sagas).isInstanceOf(JdbcSagaStore.class);
        assertThat(transactions).isInstanceOf(SpringTransactionManager.class);
        assertThat(engine).isInstanceOf(JdbcEventStorageEngine.class);
        assertThat(eventBus).isInstanceOf(EmbeddedEventStore.class);
        assertThat(commandBus).isInstanceOf(FailureCarryingCommandBus.class);
        assertThat(processing.deadLetterQueue("orders")).isPresent();
    }

    @Test
    void anErrorStopsAProcessorInsteadOfBeingSkipped() {
        assertThat(processing.errorHandler("any")).isInstanceOf(NotedErrors.class);
        assertThat(processing.listenerInvocationErrorHandler("any")).isSameAs(PropagatingErrorHandler.instance());
    }

    @Test
    void aSagaThatIsBeingChangedElsewhereIsWaitedFor() {
        assertThat(sagas).extracting("sqlSchema").extracting("exclusiveLoad").isEqualTo(true);
    }

    @Test
    void aggregatesAreKeptInABoundedCache(@Autowired Cache cache) {
        assertThat(cache).isInstanceOf(BoundedCache.class);
    }

    @Test
    void upcastersAreAskedBeforeAnEventIsRead() {
        assertThat(engine).extracting("upcasterChain").isSameAs(configuration.upcasterChain());
    }

    @Test
    void everythingIsWrittenAsJson() {
        assertThat(serializer).isInstanceOf(Jackson3Serializer.class);
        assertThat(eventSerializer).isInstanceOf(Jackson3Serializer.class);
    }

    @Test
    void aSecondStreamOfTheSameIdentifierIsRefusedAtomically() {
        String id = UUID.randomUUID().toString();
        engine.appendEvents(List.of(new GenericDomainEventMessage<>("Thing", id, 0, "first")));

        assertThatThrownBy(
                        () -> engine.appendEvents(List.of(new GenericDomainEventMessage<>("Thing", id, 0, "second"))))
                .isInstanceOf(AggregateStreamCreationException.class);
        assertThat(eventStore.readEvents(id).asStream().map(event -> (Object) event.getPayload()))
                .containsExactly("first");
    }

    @Test
    void theTokenOfAReplayCanBeReadBack() {
        var replay = ReplayToken.createReplayToken(
                org.axonframework.eventhandling.GapAwareTrackingToken.newInstance(7, List.of(3L)), null, "why");
        var stored = serializer.serialize(replay, byte[].class);

        Object read =
                serializer.deserialize(new SimpleSerializedObject<>(stored.getData(), byte[].class, stored.getType()));

        assertThat(read).isEqualTo(replay);
    }

    @Test
    void processesThatStartTogetherOnAnEmptyDatabaseAgreeOnTheIdentifierOfTheirTokens(
            @Autowired PersistenceConfiguration persistence, @Autowired ConnectionProvider connections)
            throws Exception {
        jdbi.useHandle(handle -> handle.execute("DELETE FROM axon.token"));
        int processes = 8;
        var together = new CyclicBarrier(processes);
        var identifiers = new ArrayList<Future<Optional<String>>>();
        try (var threads = Executors.newFixedThreadPool(processes)) {
            for (int process = 0; process < processes; process++) {
                identifiers.add(threads.submit(() -> {
                    together.await();
                    TokenStore store = persistence.tokenStore(connections, serializer, transactions);
                    return transactions.fetchInTransaction(store::retrieveStorageIdentifier);
                }));
            }
        }

        var known = new HashSet<Optional<String>>();
        for (Future<Optional<String>> identifier : identifiers) {
            known.add(identifier.get());
        }
        assertThat(known).hasSize(1).doesNotContain(Optional.empty());
    }

    @Test
    void everyRoomsTablesExistBeforeTheyAreUsed(@Autowired DataSource dataSource) {
        List<String> tables = jdbi.withHandle(handle -> handle.createQuery(
                        "SELECT table_name FROM information_schema.tables WHERE table_schema = 'axon'")
                .mapTo(String.class)
                .list());

        assertThat(dataSource).isNotNull();
        assertThat(tables)
                .contains("domain_event", "snapshot_event", "token", "saga", "saga_association", "dead_letter");
    }
}
