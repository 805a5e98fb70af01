package io.saler.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.saler.axonserver.EmptyDatabase;
import io.saler.axonserver.processor.ProcessorViews;
import io.saler.axonserver.processor.Standings;
import io.saler.failure.FailureDetails;
import io.saler.identity.Actor;
import io.saler.identity.Role;
import io.saler.identity.UserId;
import io.saler.order.OrderPlaced;
import io.saler.projection.DropPrevious;
import io.saler.projection.FindGenerations;
import io.saler.projection.FindRebuild;
import io.saler.projection.FoundGenerations;
import io.saler.projection.PauseProjection;
import io.saler.projection.RebuildProgress;
import io.saler.projection.RebuildProjection;
import io.saler.projection.ResumeProjection;
import io.saler.query.generation.ActiveGeneration;
import io.saler.query.generation.Generation;
import io.saler.store.StoreOpened;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.axonframework.commandhandling.CommandExecutionException;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.GenericMessage;
import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.queryhandling.QueryGateway;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** Several nodes of the read side on one database, which are replaced one after another by those of a newer version. */
class GenerationNodesTest {

    private static final Map<String, String> ADMINISTRATOR =
            Map.of(Actor.KEY, Actor.user(Role.ADMIN, UserId.random()).toString());
    private static final int ORDERS = 300;

    /** Several reads fall into every step of a rebuild, and leave the processor to it for most of the time. */
    private static final Duration BETWEEN_READS = Duration.ofMillis(5);

    private static final String TURN = """
            create function tally_2.turn() returns trigger language plpgsql as $$
            begin
                if (select count(*) from tally_2.ordered) >= 60 then
                    perform pg_advisory_xact_lock_shared(26);
                end if;
                return null;
            end $$;
            create trigger turn before insert on tally_2.ordered for each statement execute function tally_2.turn();
            """;

    private static final String WAITING = """
            select count(*) from pg_locks where locktype = 'advisory' and not granted
                and database = (select oid from pg_database where datname = current_database())""";

    private final EmptyDatabase database = EmptyDatabase.create();
    private final Story story = new Story();
    private final UserId customer = UserId.random();
    private final StoreOpened store = Story.store(UserId.random());
    private final AtomicBoolean closed = new AtomicBoolean();
    private final AtomicReference<Throwable> unread = new AtomicReference<>();

    @AfterEach
    void stopReading() {
        closed.set(true);
    }

    @Test
    void aNewColumnIsThereOnceTheNewVersionIsBuiltAndNobodyMissesAnythingMeanwhile() throws InterruptedException {
        Node old = new Node(1);
        Thread reader;
        Node next;
        try (old) {
            old.publish(store);
            old.order(ORDERS);
            old.awaitRows(ORDERS);
            assertThat(old.active()).isEqualTo(new Generation(Tally.NAME, 1, 1));
            next = new Node(2);
            reader = readAllTheTime(next);
            // Whichever of the two has the processor's segments now.
            next.order(10);
            old.order(10);
            next.awaitRows(ORDERS + 20);
            assertThat(next.generations().version()).isEqualTo(2);
        }
        try (next) {
            next.order(10);
            next.awaitRows(ORDERS + 30);
            assertThat(next.active().version()).isEqualTo(1);
            try (Node second = new Node(2)) {
                second.say(new RebuildProjection(Tally.NAME, false, false, "a new column"));
                next.order(10);
                next.awaitRebuild(RebuildProgress.Status.COMPLETED);
                assertThat(second.active()).isEqualTo(new Generation(Tally.NAME, 2, 2));
                second.order(10);
                second.awaitRows(ORDERS + 50);
                assertThat(second.linesOfAll()).isEqualTo(ORDERS + 50);
            }
            FoundGenerations.Generation built = next.generations().generations().getFirst();
            assertThat(built.comparison())
                    .singleElement()
                    .satisfies(table -> assertThat(table.columns()).containsExactly("lines"));
            assertThat(next.rebuild().differences()).isZero();
            closed.set(true);
            reader.join();
        }
        assertThat(unread.get()).isNull();
    }

    /** A statement waits for its turn in the middle of the rebuild, and never ends there. */
    @Test
    void aRebuildGoesOnWhereAKilledNodeWas() {
        Generation next = new Generation(Tally.NAME, 2, 1);
        Set<String> written;
        try (Node killed = new Node(1, "--saler.generations.page-size=10", "--saler.generations.batch-pages=1");
                Handle turn = Jdbi.open(database.url())) {
            killed.publish(store);
            killed.order(ORDERS);
            killed.awaitRows(ORDERS);
            killed.hold(next);
            killed.say(new RebuildProjection(Tally.NAME, false, false, "it is interrupted"));
            turn.execute("select pg_advisory_lock(26)");
            turn.createScript(TURN).execute();
            killed.awaitProcessor(next, true);
            killed.say(new ResumeProjection(next.processor(), "from now on"));
            killed.awaitTurn();
            written = killed.writtenTo(next);
            assertThat(written).hasSizeBetween(1, ORDERS - 1);

            killed.kill();
        }
        try (Node other = new Node(1)) {
            other.awaitRebuild(RebuildProgress.Status.COMPLETED);
            assertThat(other.active()).isEqualTo(next);
            assertThat(other.rows()).isEqualTo(ORDERS);
            assertThat(other.writtenTo(next)).containsAll(written);
            assertThat(other.rebuild().differences()).isZero();
        }
    }

    @Test
    void anOlderNodeBuildsNothingThatIsOlderThanWhatIsRead() {
        try (Node next = new Node(2);
                Node old = new Node(1)) {
            next.publish(store);
            next.order(10);
            next.awaitRows(10);
            assertThat(old.active()).isEqualTo(new Generation(Tally.NAME, 1, 2));

            assertThatThrownBy(() -> old.say(new RebuildProjection(Tally.NAME, false, true, "it knows no better")))
                    .isInstanceOfSatisfying(
                            CommandExecutionException.class,
                            refused -> assertThat(refused.<FailureDetails>getDetails()
                                            .orElseThrow()
                                            .type())
                                    .isEqualTo("definition-outdated"));

            assertThat(old.generations().generations()).hasSize(1);
            Awaitility.await()
                    .untilAsserted(() -> assertThat(old.position(old.active())).isPositive());
            assertThat(old.linesOfAll()).isEqualTo(10);
        }
    }

    @Test
    void aNodeThatHasNotSeenOneBeingDroppedDoesNotFillItAgain() {
        try (Node node = new Node(1)) {
            node.publish(store);
            node.order(10);
            node.awaitRows(10);
            Generation dropped = node.active();
            node.say(new RebuildProjection(Tally.NAME, false, false, "there are two"));
            node.awaitRebuild(RebuildProgress.Status.COMPLETED);
            node.say(new PauseProjection(dropped.processor(), "nobody has its tokens"));
            // It looks so seldom that all of it happens between two looks.
            try (Node slow = new Node(1, "--saler.processing.control-every=5s")) {
                slow.awaitProcessor(dropped, true);
                node.awaitUnclaimed(dropped);

                node.say(new DropPrevious(Tally.NAME, "nobody goes back"));

                node.awaitProcessor(dropped, false);
                slow.awaitProcessor(dropped, false);
                slow.order(10);
                slow.awaitRows(20);
                assertThat(slow.tokens(dropped, "true")).isZero();
            }
        }
    }

    /** Fails the test if there is a moment at which nothing, or less than before, is to be read. */
    private Thread readAllTheTime(Node node) {
        return Thread.ofVirtual().start(() -> {
            long most = 0;
            try {
                while (!closed.get()) {
                    long rows = node.rows();
                    if (rows < most) {
                        throw new AssertionError("%d rows after %d".formatted(rows, most));
                    }
                    most = rows;
                    LockSupport.parkNanos(BETWEEN_READS.toNanos());
                }
            } catch (Throwable failure) {
                unread.set(failure);
            }
        });
    }

    /** A node of the read side, as it is with some version of what it shows. */
    private final class Node implements AutoCloseable {

        private final ConfigurableApplicationContext context;
        private final Jdbi jdbi;

        Node(int version, String... more) {
            context = new SpringApplicationBuilder(ServedQuerySide.Application.class)
                    .web(WebApplicationType.SERVLET)
                    .properties("saler.processing.claim-every=200ms", "saler.processing.control-every=100ms")
                    .run(Stream.concat(arguments(version), Stream.of(more)).toArray(String[]::new));
            jdbi = context.getBean(Jdbi.class);
        }

        private Stream<String> arguments(int version) {
            return Stream.of(
                    "--tally.version=" + version,
                    "--server.port=0",
                    "--server.address=127.0.0.1",
                    "--spring.datasource.url=" + database.url(),
                    "--spring.elasticsearch.uris=http://127.0.0.1:1",
                    "--spring.kafka.bootstrap-servers=127.0.0.1:1",
                    "--spring.data.redis.host=127.0.0.1",
                    "--spring.data.redis.port=1",
                    "--logging.level.org.apache.kafka=off",
                    "--logging.level.org.axonframework.eventhandling.pooled=error");
        }

        void order(int orders) {
            publish(IntStream.range(0, orders).mapToObj(each -> anOrder()).toArray());
        }

        private OrderPlaced anOrder() {
            return Story.order(customer, store.storeId(), Story.product(store.storeId(), "SHIRT", "Shirt", "19.99"));
        }

        void publish(Object... payloads) {
            List<DomainEventMessage<Object>> messages =
                    List.of(payloads).stream().map(story::event).toList();
            var unit = DefaultUnitOfWork.startAndGet(null);
            unit.attachTransaction(context.getBean(TransactionManager.class));
            context.getBean(EventStore.class).publish(messages);
            unit.commit();
        }

        void say(Object command) {
            context.getBean(CommandGateway.class).sendAndWait(new GenericCommandMessage<>(command, ADMINISTRATOR));
        }

        RebuildProgress rebuild() {
            return ask(new FindRebuild(Tally.NAME), RebuildProgress.class);
        }

        FoundGenerations generations() {
            return ask(new FindGenerations(Tally.NAME), FoundGenerations.class);
        }

        private <R> R ask(Object question, Class<R> answer) {
            return context.getBean(QueryGateway.class)
                    .query(new GenericMessage<>(question, ADMINISTRATOR), ResponseTypes.instanceOf(answer))
                    .join();
        }

        Generation active() {
            return jdbi.inTransaction(handle -> ActiveGeneration.of(handle, Tally.NAME));
        }

        long rows() {
            return count("select count(*) from %s.ordered");
        }

        long linesOfAll() {
            return count("select sum(lines) from %s.ordered");
        }

        private long count(String query) {
            return jdbi.inTransaction(handle -> handle.createQuery(query.formatted(
                            ActiveGeneration.of(handle, Tally.NAME).schema()))
                    .mapTo(long.class)
                    .one());
        }

        void awaitRows(long rows) {
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(rows()).isEqualTo(rows));
        }

        long position(Generation generation) {
            return context.getBean(Standings.class).position(generation.processor());
        }

        void awaitRebuild(RebuildProgress.Status status) {
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(rebuild().status()).isEqualTo(status));
        }

        /** It is to stand still from its beginning. */
        void hold(Generation generation) {
            jdbi.useHandle(handle -> handle.execute(
                    "insert into axon.processor_control (processorName, paused) values (?, true)",
                    generation.processor()));
        }

        void awaitTurn() {
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(count(WAITING)).isPositive());
        }

        /** Its rows, with the transactions that wrote them. */
        Set<String> writtenTo(Generation generation) {
            return jdbi.withHandle(handle -> handle.createQuery(
                            "select event_id || ' ' || xmin from %s.ordered".formatted(generation.schema()))
                    .mapTo(String.class)
                    .set());
        }

        /** As if its process was killed: whatever it does is cut off, and it gives nothing back. */
        void kill() {
            context.getBean(HikariDataSource.class).close();
            context.close();
        }

        /** Whether this node runs it, or would. */
        void awaitProcessor(Generation generation, boolean there) {
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(context.getBean(ProcessorViews.class)
                                    .find(generation.processor())
                                    .isPresent())
                            .isEqualTo(there));
        }

        void awaitUnclaimed(Generation generation) {
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .untilAsserted(() ->
                            assertThat(tokens(generation, "owner is not null")).isZero());
        }

        long tokens(Generation generation, String which) {
            return jdbi.withHandle(handle -> handle.createQuery(
                            "select count(*) from axon.token where processorName = :processor and " + which)
                    .bind("processor", generation.processor())
                    .mapTo(long.class)
                    .one());
        }

        @Override
        public void close() {
            context.close();
        }
    }
}
