package io.saler.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.saler.failure.FailureDetails;
import io.saler.identity.Actor;
import io.saler.identity.EmailVerified;
import io.saler.identity.Role;
import io.saler.identity.UserId;
import io.saler.order.OrderConfirmed;
import io.saler.order.OrderPlaced;
import io.saler.payment.PaymentId;
import io.saler.projection.CancelRebuild;
import io.saler.projection.MergeProjection;
import io.saler.projection.PauseProjection;
import io.saler.projection.ProjectionCommand;
import io.saler.projection.RebuildProjection;
import io.saler.projection.ResumeProjection;
import io.saler.projection.SplitProjection;
import java.util.List;
import java.util.Map;
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
import tools.jackson.databind.JsonNode;

/** What administrators see of event processors, and what they can do about them while the shop is open. */
class ProjectionsTest extends ServedQuerySide {

    private static final Actor ADMINISTRATOR = Actor.user(Role.ADMIN, UserId.random());
    private static final String WHY = "to see what happens";

    private final String administrator = Tokens.of(UserId.random(), Role.ADMIN);

    @Autowired
    private CommandGateway commands;

    @Autowired
    private Jdbi database;

    @AfterEach
    void letThemRun() {
        database.useHandle(handle -> {
            handle.execute("update axon.processor_control set paused = false, task = null");
            handle.execute("update query.rebuild set status = 'CANCELLED' where status = 'RUNNING'");
        });
    }

    @Test
    void allAreListedWithHowFarTheyAreAndWhoHasThem() {
        OrderPlaced order = Story.order(customer, store.storeId(), shirt);
        publish(store, shirt, order);

        Awaitility.await().untilAsserted(() -> {
            JsonNode orders = projection("orders");
            assertThat(orders.path("status").asString()).isEqualTo("RUNNING");
            assertThat(orders.path("lag").asLong()).isZero();
            assertThat(orders.path("position").asLong())
                    .isPositive()
                    .isEqualTo(orders.path("head").asLong());
        });
        JsonNode orders = projection("orders");
        assertThat(orders.path("side").asString()).isEqualTo("query-side");
        assertThat(orders.path("deadLetters").asLong()).isZero();
        assertThat(orders.path("rebuildable").asBoolean()).isTrue();
        assertThat(orders.path("segments").size()).isEqualTo(1);
        assertThat(orders.path("segments").path(0).path("node").asString()).contains("@");
        assertThat(json(get("/admin/projections", administrator))
                        .path("items")
                        .valueStream()
                        .filter(each -> each.path("side").asString().equals("query-side"))
                        .map(each -> each.path("name").asString())
                        .filter(name -> !name.contains("@")))
                .containsExactly("catalog", "kafka", "orders", "people", "product-cache", "search", "store-keys");
    }

    @Test
    void oneThatFailsSaysWhyAndSinceWhen() {
        publish(store, shirt);

        Awaitility.await().untilAsserted(() -> {
            JsonNode kafka = projection("kafka");
            assertThat(kafka.path("status").asString()).isEqualTo("FAILED");
            assertThat(kafka.path("error").path("message").asString()).contains("Kafka");
            assertThat(kafka.path("error").path("since").asString()).startsWith("20");
            assertThat(kafka.path("lag").asLong()).isPositive();
        });
        assertThat(projection("kafka").has("deadLetters")).isFalse();
        assertThat(projection("kafka").path("rebuildable").asBoolean()).isFalse();
    }

    @Test
    void aPausedOneStaysWhereItIsAndGoesOnThere() {
        say(new PauseProjection("orders", WHY));
        say(new PauseProjection("orders", WHY));
        awaitStatus("orders", "PAUSED");
        awaitNobodyHas("orders");
        long position = projection("orders").path("position").asLong();
        OrderPlaced order = Story.order(customer, store.storeId(), shirt);

        publish(order);

        problem(get("/orders/" + order.orderId(), as(customer)), 404, "order-unknown");
        assertThat(projection("orders").path("position").asLong()).isEqualTo(position);
        assertThat(projection("orders").path("lag").asLong()).isPositive();
        say(new ResumeProjection("orders", WHY));
        say(new ResumeProjection("orders", WHY));
        awaitOrder(order, "PLACED");
        String last = database.withHandle(
                handle -> handle.createQuery("""
                        select change || ' ' || actor || ' ' || reason from axon.processor_change
                        where processorName = 'orders' order by id desc limit 1""").mapTo(String.class).one());
        assertThat(last).isEqualTo("ResumeProjection " + ADMINISTRATOR + " " + WHY);
    }

    @Test
    void oneIsSplitAndPutTogetherAgainAndLosesNothing() {
        say(new SplitProjection("people", WHY));
        awaitSegments("people", 2);
        say(new SplitProjection("people", WHY));
        awaitSegments("people", 3);
        publish(keys.registration(customer, "dee@example.com", "Dee"), new EmailVerified(customer));
        Awaitility.await()
                .untilAsserted(() -> assertThat(json(get("/users/me", as(customer)))
                                .path("verified")
                                .asBoolean())
                        .isTrue());

        say(new MergeProjection("people", WHY));
        awaitSegments("people", 2);
        say(new MergeProjection("people", WHY));
        awaitSegments("people", 1);

        publish(keys.registration(stranger, "eve@example.com", "Eve"), new EmailVerified(stranger));
        Awaitility.await()
                .untilAsserted(() -> assertThat(json(get("/users/me", as(stranger)))
                                .path("verified")
                                .asBoolean())
                        .isTrue());
        refused("only-segment", new MergeProjection("people", WHY));
    }

    @Test
    void thereAreNotMoreSegmentsThanAreOfUse() {
        say(new PauseProjection("store-keys", WHY));
        awaitNobodyHas("store-keys");
        database.useHandle(handle -> {
            handle.execute("""
                    insert into axon.token select processorName, i, token, tokenType, timestamp, null
                    from axon.token, generate_series(1, 31) as i where processorName = 'store-keys'""");
        });
        try {
            refused("too-many-segments", new SplitProjection("store-keys", WHY));
        } finally {
            database.useHandle(handle ->
                    handle.execute("delete from axon.token where processorName = 'store-keys' and segment > 0"));
        }
    }

    @Test
    void whatAnotherNodeHasIsLeftAloneUntilItGivesItBack() {
        say(new PauseProjection("store-keys", WHY));
        awaitNobodyHas("store-keys");
        database.useHandle(handle -> handle.execute("""
                update axon.token set owner = 'another', timestamp = '2126-01-01T00:00:00Z'
                where processorName = 'store-keys'"""));

        say(new SplitProjection("store-keys", WHY));

        refused("projection-busy", new SplitProjection("store-keys", WHY));
        refused("only-segment", new MergeProjection("store-keys", WHY));
        JsonNode segments = projection("store-keys").path("segments");
        assertThat(segments.size()).isEqualTo(1);
        assertThat(segments.path(0).path("node").asString()).isEqualTo("another");
        database.useHandle(
                handle -> handle.execute("update axon.token set owner = null where processorName = 'store-keys'"));
        awaitSegments("store-keys", 2);
        say(new MergeProjection("store-keys", WHY));
        awaitSegments("store-keys", 1);
    }

    @Test
    void aRebuildBringsBackWhatIsMissingWhileEverythingElseIsRead() {
        OrderPlaced lost = Story.order(customer, store.storeId(), shirt);
        OrderPlaced kept = Story.order(customer, store.storeId(), shirt);
        publish(store, shirt, lost, kept);
        publish(confirmed(lost), confirmed(kept));
        awaitOrder(lost, "CONFIRMED");
        awaitOrder(kept, "CONFIRMED");
        delete(lost);
        problem(get("/orders/" + lost.orderId(), as(customer)), 404, "order-unknown");

        say(new RebuildProjection("orders", false, false, WHY));

        Awaitility.await().untilAsserted(() -> {
            // At no moment is the other seen going back.
            assertThat(statusOf(kept)).isEqualTo("CONFIRMED");
            assertThat(rebuild("orders").path("status").asString()).isEqualTo("COMPLETED");
        });
        awaitOrder(lost, "CONFIRMED");
        JsonNode progress = rebuild("orders");
        assertThat(progress.path("done").asLong())
                .isPositive()
                .isEqualTo(progress.path("total").asLong());
        assertThat(progress.path("emptyFirst").asBoolean()).isFalse();
        assertThat(progress.path("actor").asString()).isEqualTo(ADMINISTRATOR.toString());
        assertThat(progress.path("reason").asString()).isEqualTo(WHY);
        assertThat(progress.has("endedAt")).isTrue();
        refused("rebuild-ended", new CancelRebuild("orders", WHY));
        OrderPlaced next = Story.order(customer, store.storeId(), shirt);
        publish(next);
        awaitOrder(next, "PLACED");
    }

    @ParameterizedTest
    @ValueSource(strings = {"orders", "catalog", "people"})
    void oneThatIsEmptiedFirstIsRightAgain(String name) {
        publish(store, shirt, Story.stock(shirt, 3));
        OrderPlaced order = Story.order(customer, store.storeId(), shirt);
        publish(order, confirmed(order), keys.registration(customer, "fay@example.com", "Fay"));
        awaitOrder(order, "CONFIRMED");
        Awaitility.await().untilAsserted(() -> {
            assertThat(get("/users/me", as(customer)).body()).contains("fay@example.com");
            assertThat(json(get("/products/" + shirt.productId(), null))
                            .path("inStock")
                            .asBoolean())
                    .isTrue();
        });
        database.useHandle(handle -> {
            handle.execute("update query.orders set status = 'SHIPPED'");
            handle.execute("update query.store set name = 'Wrong'");
            handle.execute("update query.person set name = 'Wrong' where erased_at is null");
        });

        say(new RebuildProjection(name, true, false, WHY));

        Awaitility.await()
                .untilAsserted(() ->
                        assertThat(rebuild(name).path("status").asString()).isEqualTo("COMPLETED"));
        assertThat(rebuild(name).path("emptyFirst").asBoolean()).isTrue();
        switch (name) {
            case "orders" -> assertThat(statusOf(order)).isEqualTo("CONFIRMED");
            case "catalog" ->
                assertThat(json(get("/stores/" + store.storeId(), null))
                                .path("name")
                                .asString())
                        .isEqualTo("Corner shop");
            default ->
                assertThat(json(get("/users/me", as(customer))).path("name").asString())
                        .isEqualTo("Fay");
        }
    }

    @Test
    void theCacheIsRebuiltWhileItIsRead() {
        publish(store, shirt);
        Awaitility.await()
                .untilAsserted(() -> assertThat(get("/products/" + shirt.productId(), null)
                                .headers()
                                .firstValue("X-Cache"))
                        .contains("hit"));

        say(new RebuildProjection("product-cache", false, false, WHY));

        Awaitility.await().untilAsserted(() -> {
            assertThat(get("/products/" + shirt.productId(), null).headers().firstValue("X-Cache"))
                    .contains("hit");
            assertThat(rebuild("product-cache").path("status").asString()).isEqualTo("COMPLETED");
        });
        assertThat(rebuild("product-cache").path("emptyFirst").asBoolean()).isTrue();
    }

    @Test
    void aRebuildIsPausedWithItsProjectionAndCanBeCalledOff() {
        OrderPlaced order = Story.order(customer, store.storeId(), shirt);
        publish(store, shirt, order);
        awaitOrder(order, "PLACED");
        say(new PauseProjection("orders", WHY));
        awaitNobodyHas("orders");
        long before = projection("orders").path("position").asLong();

        say(new RebuildProjection("orders", false, false, WHY));

        Awaitility.await().untilAsserted(() -> {
            JsonNode progress = rebuild("orders");
            assertThat(progress.path("status").asString()).isEqualTo("PAUSED");
            assertThat(progress.path("total").asLong()).isEqualTo(before);
            assertThat(progress.path("done").asLong()).isLessThan(before);
            assertThat(progress.has("secondsLeft")).isFalse();
        });
        refused("projection-busy", new RebuildProjection("orders", false, false, WHY));
        refused("projection-busy", new MergeProjection("orders", WHY));
        say(new CancelRebuild("orders", WHY));
        Awaitility.await().untilAsserted(() -> {
            assertThat(rebuild("orders").path("status").asString()).isEqualTo("CANCELLED");
            assertThat(projection("orders").path("position").asLong()).isEqualTo(before);
        });
        say(new ResumeProjection("orders", WHY));
        OrderPlaced next = Story.order(customer, store.storeId(), shirt);
        publish(next);
        awaitOrder(next, "PLACED");
    }

    @Test
    void whatIsEmptiedHasToBeFilled() {
        publish(store, shirt);
        say(new PauseProjection("product-cache", WHY));
        awaitNobodyHas("product-cache");
        say(new RebuildProjection("product-cache", false, false, WHY));
        Awaitility.await()
                .untilAsserted(
                        () -> assertThat(rebuild("product-cache").path("total").asLong())
                                .isPositive());

        refused("rebuild-irrevocable", new CancelRebuild("product-cache", WHY));

        say(new ResumeProjection("product-cache", WHY));
        Awaitility.await()
                .untilAsserted(
                        () -> assertThat(rebuild("product-cache").path("status").asString())
                                .isEqualTo("COMPLETED"));
    }

    @Test
    void aRebuildThatHasNotBegunIsCalledOffAtOnce() {
        say(new PauseProjection("search", WHY));
        awaitNobodyHas("search");
        database.useHandle(handle -> handle.execute("""
                update axon.token set owner = 'another', timestamp = '2126-01-01T00:00:00Z'
                where processorName = 'search'"""));
        say(new RebuildProjection("search", false, false, WHY));

        say(new CancelRebuild("search", WHY));

        assertThat(rebuild("search").path("status").asString()).isEqualTo("CANCELLED");
        database.useHandle(
                handle -> handle.execute("update axon.token set owner = null where processorName = 'search'"));
        say(new ResumeProjection("search", WHY));
    }

    /** As while a backup is written, which keeps tables from being emptied. */
    @Test
    void aRebuildThatCannotEmptyItsTablesSaysSoAndHoldsUpNobodyElse() {
        OrderPlaced order = Story.order(customer, store.storeId(), shirt);
        publish(store, shirt, order);
        awaitOrder(order, "PLACED");
        try (Handle backup = database.open()) {
            backup.begin();
            backup.execute("lock table query.orders in access share mode");

            say(new RebuildProjection("orders", true, false, WHY));

            awaitStatus("orders", "FAILED");
            assertThat(projection("orders").path("error").path("message").asString())
                    .contains("lock timeout");
            assertThat(rebuild("orders").path("status").asString()).isEqualTo("FAILED");
            assertThat(statusOf(order)).isEqualTo("PLACED");
            say(new PauseProjection("people", WHY));
            awaitNobodyHas("people");
            backup.rollback();
        }
        Awaitility.await()
                .untilAsserted(() ->
                        assertThat(rebuild("orders").path("status").asString()).isEqualTo("COMPLETED"));
        awaitStatus("orders", "RUNNING");
        assertThat(projection("orders").has("error")).isFalse();
        assertThat(statusOf(order)).isEqualTo("PLACED");
    }

    /** As while nodes of two versions run. */
    @Test
    void aTaskThatNobodyKnowsIsToldOfAndLeavesOtherProcessorsAlone() {
        database.useHandle(handle -> handle.execute("""
                insert into axon.processor_control (processorName, task) values ('store-keys', 'FOLD')
                on conflict (processorName) do update set task = excluded.task"""));

        awaitStatus("store-keys", "FAILED");
        assertThat(projection("store-keys").path("error").path("message").asString())
                .contains("FOLD");
        say(new PauseProjection("people", WHY));
        awaitNobodyHas("people");

        database.useHandle(handle ->
                handle.execute("update axon.processor_control set task = null where processorName = 'store-keys'"));
        awaitStatus("store-keys", "RUNNING");
    }

    @ParameterizedTest
    @ValueSource(strings = {"kafka", "store-keys"})
    void whatHasEffectsOutsideOrEndsAccessIsNotRebuilt(String name) {
        refused("not-rebuildable", new RebuildProjection(name, false, false, WHY));
        refused("rebuild-unknown", new CancelRebuild(name, WHY));
        problem(get("/admin/projections/" + name + "/rebuild", administrator), 404, "rebuild-unknown");
    }

    @Test
    void thereIsNoOtherProjection() {
        for (ProjectionCommand command : List.of(
                new PauseProjection("nothing", WHY),
                new ResumeProjection("nothing", WHY),
                new SplitProjection("nothing", WHY),
                new MergeProjection("nothing", WHY),
                new RebuildProjection("nothing", false, false, WHY))) {
            refused("projection-unknown", command);
        }
        problem(get("/admin/projections/nothing/rebuild", administrator), 404, "rebuild-unknown");
    }

    @Test
    void nobodyElseSeesOrChangesThem() {
        for (Role role : List.of(Role.CUSTOMER, Role.MERCHANT)) {
            String token = Tokens.of(UserId.random(), role);
            problem(get("/admin/projections", token), 403, "forbidden");
            problem(get("/admin/projections/orders/rebuild", token), 403, "forbidden");
            for (ProjectionCommand command : List.of(
                    new PauseProjection("orders", WHY),
                    new ResumeProjection("orders", WHY),
                    new SplitProjection("orders", WHY),
                    new MergeProjection("orders", WHY),
                    new RebuildProjection("orders", false, false, WHY),
                    new CancelRebuild("orders", WHY))) {
                assertThat(refusal(command, Actor.user(role, UserId.random())))
                        .as(command.toString())
                        .isEqualTo("forbidden");
            }
        }
        problem(get("/admin/projections", null), 401, "unauthenticated");
    }

    private void say(ProjectionCommand command) {
        commands.sendAndWait(message(command, ADMINISTRATOR));
    }

    private static GenericCommandMessage<Object> message(Object command, Actor actor) {
        return new GenericCommandMessage<>(command, Map.of(Actor.KEY, actor.toString()));
    }

    private void refused(String type, ProjectionCommand command) {
        assertThat(refusal(command, ADMINISTRATOR)).isEqualTo(type);
    }

    private String refusal(ProjectionCommand command, Actor actor) {
        var refused = catchThrowableOfType(
                CommandExecutionException.class, () -> commands.sendAndWait(message(command, actor)));
        assertThat(refused).as(command.toString()).isNotNull();
        return refused.<FailureDetails>getDetails().orElseThrow().type();
    }

    private JsonNode projection(String name) {
        return json(get("/admin/projections", administrator))
                .path("items")
                .valueStream()
                .filter(each -> each.path("name").asString().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private JsonNode rebuild(String name) {
        return json(get("/admin/projections/" + name + "/rebuild", administrator));
    }

    private void awaitStatus(String name, String status) {
        Awaitility.await()
                .untilAsserted(() ->
                        assertThat(projection(name).path("status").asString()).isEqualTo(status));
    }

    private void awaitNobodyHas(String name) {
        Awaitility.await()
                .untilAsserted(() -> assertThat(projection(name)
                                .path("segments")
                                .valueStream()
                                .noneMatch(segment -> segment.has("node")))
                        .isTrue());
    }

    private void awaitSegments(String name, int segments) {
        Awaitility.await()
                .untilAsserted(() ->
                        assertThat(projection(name).path("segments").size()).isEqualTo(segments));
    }

    private void awaitOrder(OrderPlaced order, String status) {
        Awaitility.await().untilAsserted(() -> assertThat(statusOf(order)).isEqualTo(status));
    }

    private String statusOf(OrderPlaced order) {
        return json(get("/orders/" + order.orderId(), as(customer)))
                .path("status")
                .asString();
    }

    private static OrderConfirmed confirmed(OrderPlaced order) {
        return new OrderConfirmed(order.orderId(), PaymentId.of(order.orderId(), 1));
    }

    private void delete(OrderPlaced order) {
        database.useHandle(handle -> {
            for (String table : List.of("orders", "order_history")) {
                handle.createUpdate("delete from query." + table + " where order_id = :order")
                        .bind("order", order.orderId().value())
                        .execute();
            }
        });
    }
}
