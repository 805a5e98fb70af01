package io.saler.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.saler.failure.FailureDetails;
import io.saler.identity.Actor;
import io.saler.identity.Role;
import io.saler.identity.UserId;
import io.saler.order.OrderPlaced;
import io.saler.projection.AcceptRebuild;
import io.saler.projection.CancelRebuild;
import io.saler.projection.DropPrevious;
import io.saler.projection.PauseProjection;
import io.saler.projection.ProjectionCommand;
import io.saler.projection.RebuildProjection;
import io.saler.projection.ResumeProjection;
import io.saler.projection.RollBackProjection;
import io.saler.query.generation.ActiveGeneration;
import io.saler.query.generation.Generation;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.axonframework.commandhandling.CommandExecutionException;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** A read model is built anew beside the one that is read, which nobody notices until it is switched to. */
class GenerationsTest extends ServedQuerySide {

    private static final Actor ADMINISTRATOR = Actor.user(Role.ADMIN, UserId.random());
    private static final String WHY = "to see what happens";

    /** From one order, and one read, to the next: dozens of each while a rebuild takes place, not as many as fit. */
    private static final Duration MEANWHILE = Duration.ofMillis(5);

    private final String administrator = Tokens.of(UserId.random(), Role.ADMIN);

    @Autowired
    private CommandGateway commands;

    @Autowired
    private Jdbi database;

    @BeforeEach
    void somethingIsRead() {
        publish(store, shirt, anOrder(), anOrder());
        awaitAllRead();
    }

    @Test
    void whatIsReadIsFilledByAProcessorOfItsOwn() {
        OrderPlaced order = anOrder();

        publish(order);

        awaitRead(order);
        JsonNode processor = projection(active().processor());
        assertThat(processor.path("side").asString()).isEqualTo("query-side");
        assertThat(processor.path("rebuildable").asBoolean()).isTrue();
        assertThat(processor.path("deadLetters").asLong()).isZero();
        assertThat(processor.path("segments").size()).isEqualTo(2);
        assertThatThrownBy(() -> database.useHandle(handle -> ActiveGeneration.of(handle, Tally.NAME)))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void oneThatIsBuiltWhileThingsHappenIsTheSameAndIsReadFromThenOn() throws InterruptedException {
        Generation before = active();
        long known = read().size();
        var done = new AtomicBoolean();
        var failed = new AtomicReference<Throwable>();
        Thread.Builder meanwhile =
                Thread.ofVirtual().uncaughtExceptionHandler((thread, failure) -> failed.compareAndSet(null, failure));
        Thread reader = meanwhile.start(() -> {
            long most = known;
            while (!done.get()) {
                long now = read().size();
                assertThat(now).isGreaterThanOrEqualTo(most);
                most = now;
                LockSupport.parkNanos(MEANWHILE.toNanos());
            }
        });
        Thread customers = meanwhile.start(() -> {
            for (int placed = 0; placed < 30 || !done.get(); placed++) {
                publish(anOrder());
                LockSupport.parkNanos(MEANWHILE.toNanos());
            }
        });

        say(new RebuildProjection(Tally.NAME, false, false, WHY));

        awaitRebuild("COMPLETED");
        done.set(true);
        customers.join();
        reader.join();
        assertThat(failed.get()).isNull();
        assertThat(active().number()).isGreaterThan(before.number());
        JsonNode progress = rebuild();
        assertThat(progress.path("differences").asLong()).isZero();
        assertThat(progress.path("done").asLong())
                .isPositive()
                .isEqualTo(progress.path("total").asLong());
        assertThat(progress.path("actor").asString()).isEqualTo(ADMINISTRATOR.toString());
        assertThat(progress.path("reason").asString()).isEqualTo(WHY);
        assertThat(progress.has("endedAt")).isTrue();
        awaitAllRead();
        Awaitility.await().untilAsserted(() -> assertThat(rows(before)).isEqualTo(rows(active())));
        JsonNode compared = generation("ACTIVE").path("comparison").path(0);
        assertThat(compared.path("table").asString()).isEqualTo("ordered");
        assertThat(compared.path("rows").asLong())
                .isGreaterThanOrEqualTo(known)
                .isEqualTo(compared.path("builtRows").asLong());
        assertThat(compared.path("checksum").asString())
                .isEqualTo(compared.path("builtChecksum").asString());
    }

    @Test
    void afterARollbackNothingIsMissing() {
        Generation before = active();
        rebuilt(false);
        Generation after = active();
        OrderPlaced meanwhile = anOrder();
        publish(meanwhile);
        awaitRead(meanwhile);

        say(new RollBackProjection(Tally.NAME, WHY));

        awaitActive(before);
        assertThat(read()).contains(meanwhile.orderId().value());
        awaitAllRead();
        say(new RollBackProjection(before.processor(), WHY));
        awaitActive(after);
        assertThat(rebuild().path("status").asString()).isEqualTo("COMPLETED");
        say(new DropPrevious(Tally.NAME, WHY));
        refused("no-previous-generation", new RollBackProjection(Tally.NAME, WHY));
        refused("no-previous-generation", new DropPrevious(Tally.NAME, WHY));
        awaitGone(before);
        OrderPlaced later = anOrder();
        publish(later);
        awaitRead(later);
    }

    @Test
    void oneThatIsALittleBehindIsReadOnlyWhenItIsThere() {
        Generation before = active();
        rebuilt(false);
        Generation after = active();
        hold(before);
        OrderPlaced meanwhile = anOrder();
        publish(meanwhile);
        awaitRead(meanwhile);

        refused("generation-paused", new RollBackProjection(Tally.NAME, WHY));
        assertThat(active()).isEqualTo(after);

        // Nothing moves on in it as long as its table is locked.
        database.useTransaction(handle -> {
            handle.execute("lock table %s.ordered in share mode".formatted(before.schema()));
            say(new ResumeProjection(before.processor(), WHY));
            say(new RollBackProjection(Tally.NAME, WHY));
            refused("projection-busy", new RollBackProjection(Tally.NAME, WHY));
            refused("projection-busy", new RebuildProjection(Tally.NAME, false, false, WHY));
            refused("rebuild-ended", new CancelRebuild(Tally.NAME, WHY));
            assertThat(generation("PREVIOUS", 1)).isEqualTo(before);
            assertThat(active()).isEqualTo(after);
        });
        awaitActive(before);
        assertThat(read()).contains(meanwhile.orderId().value());
    }

    @Test
    void whatIsReadStandsStillForNoLongerThanOneThatCannotComeIsWaitedFor() {
        Generation before = active();
        rebuilt(false);
        Generation after = active();
        awaitThere(before, after);

        database.useTransaction(handle -> {
            switchToOneThatCannotCome(handle, before);
            // Held, it would not come to this one either.
            OrderPlaced next = anOrder();
            publish(next);
            awaitRead(next);
            assertThat(active()).isEqualTo(after);
            refused("projection-busy", new RollBackProjection(Tally.NAME, WHY));
        });

        awaitActive(before);
        awaitAllRead();
    }

    @Test
    void oneThatIsPausedWhileItIsWaitedForIsNotRead() {
        Generation before = active();
        rebuilt(false);
        Generation after = active();
        awaitThere(before, after);

        database.useTransaction(handle -> {
            switchToOneThatCannotCome(handle, before);
            awaitHeld(after);
            say(new PauseProjection(before.processor(), WHY));
        });

        OrderPlaced later = anOrder();
        publish(later);
        awaitRead(later);
        assertThat(active()).isEqualTo(after);
        say(new ResumeProjection(before.processor(), WHY));
        awaitActive(before);
        awaitAllRead();
    }

    @Test
    void oneThatIsFarBehindIsNotGoneBackTo() {
        rebuilt(false);
        Generation previous = generation("PREVIOUS", 1);
        hold(previous);
        database.useHandle(handle ->
                handle.createUpdate("""
                        update axon.token set token = null, tokenType = null, owner = null
                        where processorName = :processor""").bind("processor", previous.processor()).execute());
        // Far is more than a thousand events.
        IntStream.range(0, 11)
                .forEach(batch -> publish(
                        IntStream.range(0, 100).mapToObj(each -> anOrder()).toArray()));
        awaitAllRead();

        // As soon as its table is not locked any more it is on its way.
        database.useTransaction(handle -> {
            handle.execute("lock table %s.ordered in share mode".formatted(previous.schema()));
            say(new ResumeProjection(previous.processor(), WHY));
            refused("generation-behind", new RollBackProjection(Tally.NAME, WHY));
        });

        say(new DropPrevious(Tally.NAME, WHY));
        awaitGone(previous);
    }

    @Test
    void aDifferentOneIsReadOnlyIfSomebodySaysSo() {
        Generation wrong = active();
        spoil(wrong);

        say(new RebuildProjection(Tally.NAME, false, false, WHY));

        awaitRebuild("UNDECIDED");
        assertThat(active()).isEqualTo(wrong);
        assertThat(rebuild().path("differences").asLong()).isEqualTo(3);
        JsonNode built = generation("UNDECIDED");
        assertThat(built.path("position").asLong()).isPositive();
        JsonNode compared = built.path("comparison").path(0);
        assertThat(compared.path("onlyActive").asLong()).isEqualTo(1);
        assertThat(compared.path("onlyBuilt").asLong()).isEqualTo(2);
        assertThat(compared.path("builtRows").asLong())
                .isEqualTo(compared.path("rows").asLong() + 1);
        assertThat(compared.path("firstPosition").asLong()).isPositive();
        assertThat(compared.path("columns").isEmpty()).isTrue();
        refused("projection-busy", new RebuildProjection(Tally.NAME, false, false, WHY));
        refused("no-previous-generation", new RollBackProjection(Tally.NAME, WHY));

        say(new AcceptRebuild(Tally.NAME, WHY));

        awaitRebuild("COMPLETED");
        assertThat(active().number()).isGreaterThan(wrong.number());
        awaitAllRead();
        refused("rebuild-ended", new AcceptRebuild(Tally.NAME, WHY));
    }

    @Test
    void oneThatCannotBeComparedIsLeftToSomebody() {
        Generation before = active();
        spoil(before);
        database.useHandle(handle ->
                handle.execute("alter table %s.ordered alter column total type text".formatted(before.schema())));

        say(new RebuildProjection(Tally.NAME, false, true, WHY));

        awaitRebuild("UNDECIDED");
        assertThat(rebuild().has("differences")).isFalse();
        assertThat(generation("UNDECIDED").path("comparison").isEmpty()).isTrue();
        assertThat(active()).isEqualTo(before);
        say(new AcceptRebuild(Tally.NAME, WHY));
        awaitRebuild("COMPLETED");
        awaitAllRead();
        say(new DropPrevious(Tally.NAME, WHY));
        awaitGone(before);
    }

    @Test
    void aDifferentOneIsGivenUpOrWasWantedAnyway() {
        Generation wrong = active();
        spoil(wrong);
        say(new RebuildProjection(Tally.NAME, false, false, WHY));
        awaitRebuild("UNDECIDED");
        Generation given = generation("UNDECIDED", 1);

        say(new CancelRebuild(Tally.NAME, WHY));

        awaitRebuild("CANCELLED");
        assertThat(active()).isEqualTo(wrong);
        awaitGone(given);
        refused("rebuild-ended", new CancelRebuild(Tally.NAME, WHY));
        rebuilt(true);
        assertThat(rebuild().path("differences").asLong()).isEqualTo(3);
        awaitAllRead();
    }

    @Test
    void itIsPausedAndGoesOnAndIsCancelled() {
        Generation before = active();
        Generation next = held(next());

        say(new RebuildProjection(Tally.NAME, false, false, WHY));

        awaitRebuild("PAUSED");
        assertThat(rebuild().path("done").asLong()).isZero();
        assertThat(rebuild().path("total").asLong()).isPositive();
        assertThat(generation("BUILDING").path("processor").asString()).isEqualTo(next.processor());
        refused("projection-busy", new RebuildProjection(Tally.NAME, false, false, WHY));
        refused("nothing-to-accept", new AcceptRebuild(Tally.NAME, WHY));
        Awaitility.await()
                .untilAsserted(() -> assertThat(projection(next.processor())).isNotNull());
        say(new ResumeProjection(next.processor(), WHY));
        awaitRebuild("COMPLETED");
        assertThat(active()).isEqualTo(next);

        Generation unwanted = held(next());
        say(new RebuildProjection(Tally.NAME, false, false, WHY));
        awaitRebuild("PAUSED");
        say(new CancelRebuild(Tally.NAME, WHY));
        awaitRebuild("CANCELLED");
        awaitGone(unwanted);
        awaitGone(before);
        assertThat(active()).isEqualTo(next);
        Awaitility.await()
                .untilAsserted(
                        () -> assertThat(projection(unwanted.processor())).isNull());
    }

    @Test
    void oneThatIsPausedWhenItIsToBeComparedIsReadOnlyOnceItGoesOn() {
        Generation before = active();
        Generation next = next();
        // As a node has it that compares.
        database.useTransaction(handle -> {
            handle.execute("select pg_advisory_xact_lock(hashtext('query.generation.comparison'), hashtext('tally'))");
            say(new RebuildProjection(Tally.NAME, false, false, WHY));
            awaitRebuild("COMPARING");
            hold(next);
        });
        OrderPlaced meanwhile = anOrder();
        publish(meanwhile);
        awaitRead(meanwhile);

        // What is next has been looked at by the time that this one runs again.
        hold(before);
        say(new ResumeProjection(before.processor(), WHY));
        awaitRunning(before);

        assertThat(rebuild().path("status").asString()).isEqualTo("PAUSED");
        assertThat(active()).isEqualTo(before);
        say(new ResumeProjection(next.processor(), WHY));
        awaitRebuild("COMPLETED");
        assertThat(active()).isEqualTo(next);
        assertThat(read()).contains(meanwhile.orderId().value());
        assertThat(rebuild().path("differences").asLong()).isZero();
    }

    @Test
    void oneWithParkedEventsIsNotReadWithoutBeingToldOf() {
        OrderPlaced dear =
                Story.order(customer, store.storeId(), Story.product(store.storeId(), "GOLD", "Gold", "999999.00"));
        Tally.refusing = true;
        publish(dear);
        Awaitility.await()
                .untilAsserted(() -> assertThat(projection(active().processor())
                                .path("deadLetters")
                                .asLong())
                        .isPositive());

        say(new RebuildProjection(Tally.NAME, false, true, WHY));

        awaitRebuild("UNDECIDED");
        assertThat(rebuild().path("differences").asLong()).isZero();
        assertThat(generation("UNDECIDED").path("deadLetters").asLong()).isPositive();
        say(new AcceptRebuild(Tally.NAME, WHY));
        awaitRebuild("COMPLETED");
        Tally.refusing = false;
        awaitRead(dear);
        awaitAllRead();
    }

    @AfterEach
    void refuseNothing() {
        Tally.refusing = false;
    }

    @Test
    void whoeverReadsAGenerationKeepsItFromBeingDropped() {
        Generation before = active();
        rebuilt(false);
        database.useTransaction(handle -> {
            handle.createQuery("""
                            select pg_advisory_xact_lock_shared(hashtext('query.generation'), hashtext(:processor))""")
                    .bind("processor", before.processor())
                    .mapTo(String.class)
                    .list();
            say(new DropPrevious(Tally.NAME, WHY));
            Awaitility.await()
                    .untilAsserted(
                            () -> assertThat(projection(before.processor())).isNull());
            assertThat(rows(before)).isNotEmpty();
        });
        awaitGone(before);
    }

    @Test
    void thereIsNoSuchThingOfOthers() {
        for (ProjectionCommand command : List.of(
                new RollBackProjection("nothing", WHY),
                new DropPrevious("nothing", WHY),
                new RebuildProjection("nothing@1", false, false, WHY),
                new RebuildProjection("tally@999", false, false, WHY),
                new RollBackProjection("tally@0" + active().number(), WHY))) {
            refused("projection-unknown", command);
        }
        refused("no-previous-generation", new RollBackProjection("orders", WHY));
        refused("no-previous-generation", new DropPrevious("catalog", WHY));
        refused("rebuild-unknown", new AcceptRebuild("store-keys", WHY));
        refused("never-emptied", new RebuildProjection(Tally.NAME, true, false, WHY));
        problem(get("/admin/projections/orders/generations", administrator), 404, "projection-unknown");
        problem(get("/admin/projections/nothing/generations", administrator), 404, "projection-unknown");
    }

    @Test
    void nobodyElseSeesOrChangesThem() {
        for (Role role : List.of(Role.CUSTOMER, Role.MERCHANT)) {
            problem(get("/admin/projections/tally/generations", Tokens.of(UserId.random(), role)), 403, "forbidden");
            for (ProjectionCommand command : List.of(
                    new RebuildProjection(Tally.NAME, false, false, WHY),
                    new AcceptRebuild(Tally.NAME, WHY),
                    new RollBackProjection(Tally.NAME, WHY),
                    new DropPrevious(Tally.NAME, WHY))) {
                assertThat(refusal(command, Actor.user(role, UserId.random())))
                        .as(command.toString())
                        .isEqualTo("forbidden");
            }
        }
        problem(get("/admin/projections/tally/generations", null), 401, "unauthenticated");
    }

    private OrderPlaced anOrder() {
        return Story.order(customer, store.storeId(), shirt);
    }

    private Generation active() {
        return database.inTransaction(handle -> ActiveGeneration.of(handle, Tally.NAME));
    }

    private List<UUID> read() {
        return database.inTransaction(handle -> handle.createQuery("select order_id from %s.ordered"
                        .formatted(ActiveGeneration.of(handle, Tally.NAME).schema()))
                .mapTo(UUID.class)
                .list());
    }

    private List<Map<String, Object>> rows(Generation generation) {
        return database.withHandle(handle -> handle.createQuery(
                        "select * from %s.ordered order by event_id".formatted(generation.schema()))
                .mapToMap()
                .list());
    }

    private void awaitRead(OrderPlaced order) {
        Awaitility.await()
                .untilAsserted(() -> assertThat(read()).contains(order.orderId().value()));
    }

    /** Every order there is. */
    private void awaitAllRead() {
        Awaitility.await().untilAsserted(() -> {
            List<Long> placed = database.withHandle(
                    handle -> handle.createQuery("""
                            select globalIndex from axon.domain_event where payloadType like '%.OrderPlaced'
                            order by globalIndex""").mapTo(Long.class).list());
            assertThat(rows(active()).stream()
                            .map(row -> (Long) row.get("position"))
                            .sorted()
                            .toList())
                    .isEqualTo(placed);
        });
    }

    /** One row is changed, and another is not there. */
    private void spoil(Generation generation) {
        database.useHandle(handle -> {
            String table = generation.schema() + ".ordered";
            handle.execute(
                    "update %s set total = 1 where position = (select min(position) from %s)".formatted(table, table));
            handle.execute("delete from %s where position = (select max(position) from %s)".formatted(table, table));
        });
    }

    /** As long as its table is locked, and there is an event that it does not know. */
    private void switchToOneThatCannotCome(Handle handle, Generation generation) {
        handle.execute("lock table %s.ordered in share mode".formatted(generation.schema()));
        OrderPlaced unknown = anOrder();
        publish(unknown);
        awaitRead(unknown);
        switchAlready(generation);
    }

    /** As if what is read had gone on between the decision and the switch: up to where this one is, nothing is new. */
    private void switchAlready(Generation generation) {
        try (Handle other = database.open()) {
            other.createUpdate("""
                            update query.generation set state = 'SWITCHING', switch_at = 0
                            where model = :model and number = :number""")
                    .bind("model", generation.model())
                    .bind("number", generation.number())
                    .execute();
        }
    }

    private void awaitThere(Generation one, Generation other) {
        Awaitility.await().untilAsserted(() -> assertThat(rows(one)).isEqualTo(rows(other)));
    }

    /** Nobody gets at its tokens as long as it is held. */
    private void awaitHeld(Generation generation) {
        Awaitility.await().until(() -> {
            try (Handle other = database.open()) {
                return other.createQuery("""
                                select segment from axon.token where processorName = :processor
                                for update skip locked""")
                        .bind("processor", generation.processor())
                        .mapTo(Integer.class)
                        .list()
                        .isEmpty();
            }
        });
    }

    private Generation next() {
        int last = database.withHandle(
                handle -> handle.createQuery("select max(number) from query.generation where model = 'tally'")
                        .mapTo(int.class)
                        .one());
        return new Generation(Tally.NAME, last + 1, 1);
    }

    private Generation held(Generation generation) {
        database.useHandle(handle -> handle.createUpdate("""
                        insert into axon.processor_control (processorName, paused) values (:processor, true)
                        on conflict (processorName) do update set paused = true""")
                .bind("processor", generation.processor())
                .execute());
        return generation;
    }

    private void hold(Generation generation) {
        say(new PauseProjection(generation.processor(), WHY));
        Awaitility.await()
                .untilAsserted(() -> assertThat(projection(generation.processor())
                                .path("segments")
                                .valueStream()
                                .noneMatch(segment -> segment.has("node")))
                        .isTrue());
    }

    private void awaitRunning(Generation generation) {
        Awaitility.await()
                .untilAsserted(() -> assertThat(projection(generation.processor())
                                .path("segments")
                                .valueStream()
                                .allMatch(segment -> segment.has("node")))
                        .isTrue());
    }

    private void rebuilt(boolean evenIfDifferent) {
        int before = active().number();
        say(new RebuildProjection(Tally.NAME, false, evenIfDifferent, WHY));
        Awaitility.await().untilAsserted(() -> assertThat(active().number()).isGreaterThan(before));
    }

    private void say(ProjectionCommand command) {
        commands.sendAndWait(message(command, ADMINISTRATOR));
    }

    private static GenericCommandMessage<Object> message(Object command, Actor actor) {
        return new GenericCommandMessage<>(command, Map.of(Actor.KEY, actor.toString()));
    }

    private void refused(String type, ProjectionCommand command) {
        assertThat(refusal(command, ADMINISTRATOR)).as(command.toString()).isEqualTo(type);
    }

    private String refusal(ProjectionCommand command, Actor actor) {
        var refused = catchThrowableOfType(
                CommandExecutionException.class, () -> commands.sendAndWait(message(command, actor)));
        assertThat(refused).as(command.toString()).isNotNull();
        return refused.<FailureDetails>getDetails().orElseThrow().type();
    }

    /** Null if there is none. */
    private JsonNode projection(String name) {
        return json(get("/admin/projections", administrator))
                .path("items")
                .valueStream()
                .filter(each -> each.path("name").asString().equals(name))
                .findFirst()
                .orElse(null);
    }

    private JsonNode rebuild() {
        return json(get("/admin/projections/tally/rebuild", administrator));
    }

    private void awaitActive(Generation generation) {
        Awaitility.await().untilAsserted(() -> assertThat(active()).isEqualTo(generation));
    }

    private void awaitRebuild(String status) {
        Awaitility.await()
                .untilAsserted(
                        () -> assertThat(rebuild().path("status").asString()).isEqualTo(status));
    }

    private JsonNode generation(String state) {
        return json(get("/admin/projections/tally/generations", administrator))
                .path("generations")
                .valueStream()
                .filter(each -> each.path("state").asString().equals(state))
                .findFirst()
                .orElseThrow();
    }

    private Generation generation(String state, int version) {
        return new Generation(Tally.NAME, generation(state).path("number").asInt(), version);
    }

    private void awaitGone(Generation generation) {
        Awaitility.await().untilAsserted(() -> {
            long left = database.withHandle(handle -> handle.createQuery("""
                            select (select count(*) from information_schema.schemata where schema_name = :schema)
                                + (select count(*) from axon.token where processorName = :processor)""")
                    .bind("schema", generation.schema())
                    .bind("processor", generation.processor())
                    .mapTo(long.class)
                    .one());
            assertThat(left).isZero();
        });
    }
}
