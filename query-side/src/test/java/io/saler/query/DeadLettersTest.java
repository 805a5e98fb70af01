package io.saler.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.saler.failure.FailureDetails;
import io.saler.identity.Actor;
import io.saler.identity.Role;
import io.saler.identity.UserId;
import io.saler.order.OrderConfirmed;
import io.saler.order.OrderPlaced;
import io.saler.payment.PaymentId;
import io.saler.projection.DeadLetterId;
import io.saler.projection.DiscardDeadLetter;
import io.saler.projection.RebuildProjection;
import io.saler.projection.RetriedSequence;
import io.saler.projection.RetryDeadLetter;
import io.saler.projection.RetryDeadLetters;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.axonframework.commandhandling.CommandExecutionException;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** What administrators see of events that PostgreSQL refuses, and what they can do about them. */
// None of them is tried again by itself meanwhile.
@TestPropertySource(properties = "saler.processing.dead-letter-retry=1h")
class DeadLettersTest extends ServedQuerySide {

    private static final Actor ADMINISTRATOR = Actor.user(Role.ADMIN, UserId.random());
    private static final String WHY = "the table is repaired";
    private static final Duration REPEATED = Duration.ofSeconds(30);

    private final String administrator = Tokens.of(UserId.random(), Role.ADMIN);

    @Autowired
    private CommandGateway commands;

    @Autowired
    private Jdbi database;

    @AfterEach
    void refuseNothing() {
        database.useHandle(handle -> {
            handle.execute("alter table query.orders drop constraint if exists refused");
            handle.execute("alter table query.person drop constraint if exists refused");
            handle.execute("delete from axon.dead_letter");
        });
    }

    @Test
    void theyAreShownBySequenceWithWhyAndWithoutWhatIsPersonal() {
        refuse("person", "email", "refused@example.com");
        publish(keys.registration(stranger, "refused@example.com", "Refused"));
        OrderPlaced order = refusedOrder();
        publish(confirmed(order));
        awaitParked("people", 1);
        awaitParked("orders", 2);

        JsonNode all = json(get("/admin/dead-letters", administrator));

        JsonNode orders = all.path("items").path(0);
        assertThat(orders.path("processor").asString()).isEqualTo("orders");
        assertThat(orders.path("sequence").asString()).isEqualTo(order.orderId().toString());
        assertThat(orders.path("size").asLong()).isEqualTo(2);
        assertThat(orders.path("cause").path("type").asString()).endsWith("Exception");
        assertThat(orders.path("cause").path("message").asString()).contains("refused");
        JsonNode letter = orders.path("letters").path(0);
        assertThat(letter.path("type").asString()).isEqualTo("OrderPlaced");
        assertThat(letter.path("aggregateId").asString())
                .isEqualTo(order.orderId().toString());
        assertThat(letter.path("number").asLong()).isZero();
        assertThat(letter.path("payload").path("storeId").asString())
                .isEqualTo(store.storeId().toString());
        assertThat(letter.has("triedAt")).isFalse();
        assertThat(orders.path("letters").path(1).path("type").asString()).isEqualTo("OrderConfirmed");
        JsonNode person = all.path("items").path(1);
        assertThat(person.path("letters").path(0).path("payload").path("email").asString())
                .isEqualTo("[masked]");
        assertThat(all.toString()).doesNotContain("refused@example.com");
        assertThat(all.path("groups")
                        .valueStream()
                        .map(group -> group.path("processor").asString()
                                + " " + group.path("sequences").asLong() + " "
                                + group.path("letters").asLong()))
                .containsExactly("orders 1 2", "people 1 1");
        assertThat(deadLettersOf("orders")).isEqualTo(2);
    }

    @Test
    void theyAreFilteredAndPaged() {
        refuseOrders();
        OrderPlaced one = placeRefused();
        OrderPlaced other = placeRefused();
        awaitParked("orders", 2);

        JsonNode first = json(get("/admin/dead-letters?limit=1&processor=orders", administrator));
        JsonNode second = json(get(
                "/admin/dead-letters?limit=1&processor=orders&after="
                        + URLEncoder.encode(first.path("next").asString(), StandardCharsets.UTF_8),
                administrator));

        assertThat(Stream.of(first, second)
                        .map(page -> page.path("items").path(0).path("sequence").asString()))
                .containsExactlyInAnyOrder(
                        one.orderId().toString(), other.orderId().toString());
        assertThat(second.path("next").isNull()).isTrue();
        String cause = first.path("items").path(0).path("cause").path("type").asString();
        assertThat(json(get("/admin/dead-letters?cause=" + cause, administrator))
                        .path("items")
                        .size())
                .isEqualTo(2);
        assertThat(json(get("/admin/dead-letters?cause=Nothing", administrator))
                        .path("items")
                        .size())
                .isZero();
        assertThat(json(get("/admin/dead-letters?processor=people", administrator))
                        .path("items")
                        .size())
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=0", "limit=201", "after=nowhere", "processor=%00", "cause=%00"})
    void aParameterThatMakesNoSenseIsRefused(String parameter) {
        assertThat(get("/admin/dead-letters?" + parameter, administrator).statusCode())
                .isEqualTo(400);
    }

    @Test
    void oneOfManyIsTriedAgainWithItsSequence() {
        refuseOrders();
        List<OrderPlaced> refused = new ArrayList<>();
        for (int count = 0; count < 25; count++) {
            OrderPlaced order = placeRefused();
            publish(confirmed(order));
            refused.add(order);
        }
        awaitParked("orders", 50);
        OrderPlaced chosen = refused.getLast();
        // What is tried as soon as that cannot be told from what is just being parked.
        Instant parked = Instant.now();
        Awaitility.await().until(() -> Instant.now().isAfter(parked.plusMillis(100)));

        RetriedSequence again = retry(letter(chosen, 0));

        assertThat(again.left()).isEqualTo(2);
        assertThat(again.cause()).isNotNull();
        assertThat(json(get("/admin/dead-letters", administrator))
                        .path("items")
                        .valueStream()
                        .filter(each -> each.path("letters").path(0).has("triedAt"))
                        .map(each -> each.path("sequence").asString()))
                .containsExactly(chosen.orderId().toString());

        acceptOrders();
        // The second cannot be handled before the first.
        assertThat(retry(letter(chosen, 1))).isEqualTo(new RetriedSequence(0, null));

        assertThat(statusOf(chosen)).isEqualTo("CONFIRMED");
        assertThat(count("orders")).isEqualTo(48);
    }

    @Test
    void allAreTriedAgainAndThoseThatAreRefusedHoldUpNoOthers() {
        refuseOrders();
        OrderPlaced mended = placeRefused();
        awaitParked("orders", 1);
        acceptOrders();
        refuse("orders", "customer_id", customer.toString());
        List<OrderPlaced> poisoned =
                List.of(Story.order(customer, store.storeId(), shirt), Story.order(customer, store.storeId(), shirt));
        publish(poisoned.toArray());
        awaitParked("orders", 3);
        // They are the first in the line.
        database.useHandle(handle -> handle.createUpdate("""
                        update axon.dead_letter set lastTouched = '2020-01-01T00:00:00.000Z'
                        where sequenceIdentifier <> :mended""")
                .bind("mended", mended.orderId().toString())
                .execute());

        say(new RetryDeadLetters(null, WHY));

        Awaitility.await().untilAsserted(() -> assertThat(statusOf(mended)).isEqualTo("PLACED"));
        Awaitility.await().untilAsserted(() -> assertThat(count("orders")).isEqualTo(2));
        database.useHandle(handle -> handle.execute("alter table query.orders drop constraint refused"));
        say(new RetryDeadLetters("orders", WHY));
        awaitParked("orders", 0);
    }

    @Test
    void oneIsGivenUpAndItsSequenceGoesOnBehindIt() {
        OrderPlaced order = refusedOrder();
        OrderPlaced unchanged = Story.order(customer, store.storeId(), shirt);
        publish(confirmed(order), unchanged);
        awaitParked("orders", 2);
        DeadLetterId id = letter(order, 0);

        say(new DiscardDeadLetter(id, "it is a test order"));

        assertThat(count("orders")).isEqualTo(1);
        assertThat(retry(letter(order, 0)).left()).isZero();
        acceptOrders();
        problem(get("/orders/" + order.orderId(), as(stranger)), 404, "order-unknown");
        Map<String, Object> kept = database.withHandle(
                handle -> handle.createQuery("select * from query.discarded_event where dead_letter_id = :id")
                        .bind("id", id.value())
                        .mapToMap()
                        .one());
        assertThat(kept)
                .containsEntry("processor", "orders")
                .containsEntry("sequence", order.orderId().toString())
                .containsEntry("event_type", "OrderPlaced")
                .containsEntry("actor", ADMINISTRATOR.toString())
                .containsEntry("reason", "it is a test order")
                .containsKeys("at", "event_id");
        assertThat(refusal(new DiscardDeadLetter(id, WHY), ADMINISTRATOR)).isEqualTo("dead-letter-unknown");
        assertThat(refusal(new RetryDeadLetter(id, WHY), ADMINISTRATOR)).isEqualTo("dead-letter-unknown");
    }

    @Test
    void whatSomebodyElseTriesJustNowIsLeftToThem() {
        OrderPlaced order = refusedOrder();
        awaitParked("orders", 1);
        DeadLetterId id = letter(order, 0);

        try (Handle other = database.open()) {
            other.begin();
            other.createQuery("select * from axon.dead_letter for update")
                    .mapToMap()
                    .list();

            assertThat(refusal(new DiscardDeadLetter(id, WHY), ADMINISTRATOR)).isEqualTo("dead-letter-busy");
            assertThat(refusal(new RetryDeadLetter(id, WHY), ADMINISTRATOR)).isEqualTo("dead-letter-busy");
            other.rollback();
        }
        assertThat(count("orders")).isEqualTo(1);
    }

    @Test
    void aRebuildFromNothingHandlesThemWithEverythingElse() {
        OrderPlaced order = refusedOrder();
        awaitParked("orders", 1);
        acceptOrders();

        say(new RebuildProjection("orders", true, false, WHY));

        Awaitility.await()
                .atMost(REPEATED)
                .untilAsserted(() -> assertThat(statusOf(order)).isEqualTo("PLACED"));
        awaitParked("orders", 0);
    }

    @Test
    void thereIsNothingOfWhatDoesNotPark() {
        assertThat(refusal(new RetryDeadLetters("kafka", WHY), ADMINISTRATOR)).isEqualTo("projection-unknown");
        assertThat(refusal(new RetryDeadLetter(new DeadLetterId(UUID.randomUUID()), WHY), ADMINISTRATOR))
                .isEqualTo("dead-letter-unknown");
    }

    @Test
    void nobodyElseSeesOrChangesThem() {
        for (Role role : List.of(Role.CUSTOMER, Role.MERCHANT)) {
            problem(get("/admin/dead-letters", Tokens.of(UserId.random(), role)), 403, "forbidden");
            DeadLetterId id = new DeadLetterId(UUID.randomUUID());
            for (Object command : List.of(
                    new RetryDeadLetter(id, WHY), new RetryDeadLetters(null, WHY), new DiscardDeadLetter(id, WHY))) {
                assertThat(refusal(command, Actor.user(role, UserId.random())))
                        .as(command.toString())
                        .isEqualTo("forbidden");
            }
        }
        problem(get("/admin/dead-letters", null), 401, "unauthenticated");
    }

    private OrderPlaced refusedOrder() {
        refuseOrders();
        return placeRefused();
    }

    private OrderPlaced placeRefused() {
        OrderPlaced order = Story.order(stranger, store.storeId(), shirt);
        publish(order);
        return order;
    }

    private static OrderConfirmed confirmed(OrderPlaced order) {
        return new OrderConfirmed(order.orderId(), PaymentId.of(order.orderId(), 1));
    }

    private void refuseOrders() {
        refuse("orders", "customer_id", stranger.toString());
    }

    private void acceptOrders() {
        database.useHandle(handle -> handle.execute("alter table query.orders drop constraint refused"));
    }

    private void refuse(String table, String column, String value) {
        database.useHandle(handle -> handle.execute(
                "alter table query.%s add constraint refused check (%s <> '%s')".formatted(table, column, value)));
    }

    @Test
    void aRebuildOfWhatStaysWouldParkThemOnceMore() {
        OrderPlaced order = refusedOrder();
        publish(confirmed(order));
        awaitParked("orders", 2);

        assertThat(refusal(new RebuildProjection("orders", false, false, WHY), ADMINISTRATOR))
                .isEqualTo("dead-letters-parked");

        acceptOrders();
        assertThat(retry(letter(order, 0)).left()).isZero();
        say(new RebuildProjection("orders", false, false, WHY));
        Awaitility.await()
                .untilAsserted(() -> assertThat(json(get("/admin/projections/orders/rebuild", administrator))
                                .path("status")
                                .asString())
                        .isEqualTo("COMPLETED"));
        assertThat(statusOf(order)).isEqualTo("CONFIRMED");
        assertThat(count("orders")).isZero();
    }

    private void awaitParked(String processor, long letters) {
        Awaitility.await()
                .atMost(REPEATED)
                .untilAsserted(() -> assertThat(count(processor)).isEqualTo(letters));
    }

    private long count(String processor) {
        return database.withHandle(
                handle -> handle.createQuery("select count(*) from axon.dead_letter where processingGroup = :group")
                        .bind("group", processor)
                        .mapTo(long.class)
                        .one());
    }

    private DeadLetterId letter(OrderPlaced order, int place) {
        return DeadLetterId.of(database.withHandle(handle -> handle.createQuery("""
                        select deadLetterIdentifier from axon.dead_letter where sequenceIdentifier = :sequence
                        order by sequenceIndex offset :place limit 1""")
                .bind("sequence", order.orderId().toString())
                .bind("place", place)
                .mapTo(String.class)
                .one()));
    }

    private String statusOf(OrderPlaced order) {
        return json(get("/orders/" + order.orderId(), as(order.customerId())))
                .path("status")
                .asString();
    }

    private long deadLettersOf(String name) {
        return json(get("/admin/projections", administrator))
                .path("items")
                .valueStream()
                .filter(each -> each.path("name").asString().equals(name))
                .findFirst()
                .orElseThrow()
                .path("deadLetters")
                .asLong();
    }

    private RetriedSequence retry(DeadLetterId id) {
        return commands.sendAndWait(message(new RetryDeadLetter(id, WHY), ADMINISTRATOR));
    }

    private void say(Object command) {
        commands.sendAndWait(message(command, ADMINISTRATOR));
    }

    private String refusal(Object command, Actor actor) {
        var refused = catchThrowableOfType(
                CommandExecutionException.class, () -> commands.sendAndWait(message(command, actor)));
        assertThat(refused).as(command.toString()).isNotNull();
        return refused.<FailureDetails>getDetails().orElseThrow().type();
    }

    private static GenericCommandMessage<Object> message(Object command, Actor actor) {
        return new GenericCommandMessage<>(command, Map.of(Actor.KEY, actor.toString()));
    }
}
