package io.saler.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.saler.gateway.access.ApiKeySecret;
import io.saler.identity.Role;
import io.saler.identity.UserErased;
import io.saler.identity.UserId;
import io.saler.order.OrderAwaitsPayment;
import io.saler.order.OrderConfirmed;
import io.saler.order.OrderId;
import io.saler.order.OrderPlaced;
import io.saler.order.OrderRejected;
import io.saler.order.RejectionReason;
import io.saler.payment.PaymentAction;
import io.saler.payment.PaymentActionRequired;
import io.saler.payment.PaymentCaptured;
import io.saler.payment.PaymentId;
import io.saler.payment.PaymentMethod;
import io.saler.payment.PaymentRequested;
import io.saler.query.stream.Streams;
import io.saler.store.ApiKeyCreated;
import io.saler.store.ApiKeyId;
import io.saler.store.ApiKeyKind;
import io.saler.store.Scope;
import io.saler.store.StoreOpened;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.SmartLifecycle;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** Watching orders, seen from outside. */
@TestPropertySource(
        properties = {
            "saler.order-stream.heartbeat=100ms",
            "saler.order-stream.look-every=100ms",
            "saler.order-stream.most-per-caller=3",
            "saler.order-stream.most-per-node=8",
            // Shorter than a stream lasts here.
            "saler.http.header-timeout=1s",
            "saler.http.body-timeout=1s",
            "server.tomcat.connection-timeout=1s"
        })
class OrderStreamsTest extends ServedQuerySide {

    private final OrderPlaced placed = Story.order(customer, store.storeId(), shirt);
    private final OrderId order = placed.orderId();
    private final String path = "/orders/" + order;
    private final List<Watcher> watchers = new ArrayList<>();

    @Autowired
    private List<SmartLifecycle> lifecycles;

    @AfterEach
    void goAway() {
        watchers.forEach(Watcher::close);
    }

    private Watcher watch(OrderId id, String token, String... headers) {
        Watcher watcher = Watcher.open(CLIENT, request("/orders/" + id + "/stream", token), headers);
        watchers.add(watcher);
        return watcher;
    }

    /** Watches as soon as there is room for it: who went away a moment ago may still be counted. */
    private Watcher watchWhenPossible(OrderId id, String token) {
        return await().until(() -> watch(id, token), watcher -> watcher.status() == 200);
    }

    private void place() {
        publish(store, placed);
        await().untilAsserted(
                        () -> assertThat(get(path, as(customer)).statusCode()).isEqualTo(200));
    }

    private void refuse() {
        publish(new OrderRejected(order, RejectionReason.PAYMENT_DECLINED));
    }

    private static void refused(Watcher watcher, int status, String type) {
        assertThat(watcher.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(watcher.problem().path("type").asString()).isEqualTo("/problems/" + type);
        assertThat(watcher.status()).isEqualTo(status);
    }

    @Test
    void firstComesTheOrderAsItIsThenEachChangeUntilItEnds() {
        place();
        Watcher watcher = watchWhenPossible(order, as(customer));

        Watcher.Event first = watcher.next().orElseThrow();
        assertThat(first.name()).isEqualTo("order");
        assertThat(first.data()).isEqualTo(json(get(path, as(customer))));
        assertThat(first.status()).isEqualTo("PLACED");
        PaymentId payment = PaymentId.of(order, 1);
        publish(new PaymentRequested(
                payment, order, customer, placed.totals().total(), new PaymentMethod("pm_approve")));
        assertThat(watcher.next()
                        .orElseThrow()
                        .data()
                        .path("payment")
                        .path("status")
                        .asString())
                .isEqualTo("REQUESTED");
        publish(new PaymentCaptured(payment, order, placed.totals().total(), "ref"));
        assertThat(watcher.next()
                        .orElseThrow()
                        .data()
                        .path("payment")
                        .path("status")
                        .asString())
                .isEqualTo("CAPTURED");
        publish(new OrderConfirmed(order, PaymentId.of(order, 1)));
        Watcher.Event confirmed = watcher.next().orElseThrow();
        assertThat(confirmed.status()).isEqualTo("CONFIRMED");
        assertThat(get(path, as(customer)).headers().firstValue("ETag")).contains("\"" + confirmed.id() + "\"");
        refuse();
        assertThat(watcher.next().orElseThrow().status()).isEqualTo("REJECTED");
        assertThat(watcher.next()).as("after the end").isEmpty();
    }

    @Test
    void onlyTheCustomerIsToldWhatTheyHaveToDoForTheirPayment() {
        place();
        Watcher theirs = watchWhenPossible(order, as(customer));
        Watcher sellers = watchWhenPossible(order, as(merchant));
        assertThat(theirs.next()).isPresent();
        assertThat(sellers.next()).isPresent();
        PaymentId payment = PaymentId.of(order, 1);
        String link = "https://bank.example/3ds/1";

        publish(
                new PaymentRequested(
                        payment, order, customer, placed.totals().total(), new PaymentMethod("pm_approve")),
                new PaymentActionRequired(payment, order, new PaymentAction(URI.create(link))));

        assertThat(actionRequired(theirs).at("/payment/action/redirectUrl").asString(""))
                .isEqualTo(link);
        assertThat(actionRequired(sellers).at("/payment/action").isMissingNode())
                .isTrue();
    }

    /** States in between may be left out, or not. */
    private static JsonNode actionRequired(Watcher watcher) {
        JsonNode seen = watcher.next().orElseThrow().data();
        return seen.at("/payment/status").asString("").equals("ACTION_REQUIRED") ? seen : actionRequired(watcher);
    }

    @Test
    void anOrderThatHasEndedIsShownOnceAndWhoKnowsItIsToldNotToComeBack() {
        place();
        refuse();
        await().untilAsserted(() -> assertThat(get(path, as(customer)).body()).contains("REJECTED"));

        Watcher watcher = watch(order, as(customer));
        Watcher.Event end = watcher.next().orElseThrow();
        assertThat(watcher.next()).isEmpty();
        Watcher again = watch(order, as(customer), "Last-Event-ID", end.id());

        assertThat(end.status()).isEqualTo("REJECTED");
        assertThat(again.status()).isEqualTo(204);
        assertThat(again.nextBlock()).isEmpty();
    }

    @Test
    void whoComesBackIsNotShownWhatTheyKnow() {
        place();
        String known =
                watchWhenPossible(order, as(customer)).next().orElseThrow().id();
        Watcher back = watch(order, as(customer), "Last-Event-ID", known);
        assertThat(back.nextBlock()).as("at once, so that the client knows").contains(List.of(":"));

        publish(new OrderAwaitsPayment(order));

        assertThat(back.next().orElseThrow().status()).isEqualTo("AWAITING_PAYMENT");
        Watcher late = watch(order, as(customer), "Last-Event-ID", known);
        assertThat(late.next().orElseThrow().status()).as("missed meanwhile").isEqualTo("AWAITING_PAYMENT");
    }

    @Test
    void anOrderPlacedAMomentAgoIsAwaited() {
        publish(store, placed);
        assertThat(watchWhenPossible(order, as(customer)).next().orElseThrow().status())
                .isEqualTo("PLACED");
    }

    @Test
    void anOrderIsWatchedByThoseWhoMayReadIt() {
        ApiKeySecret key = ApiKeySecret.random(ApiKeyKind.SECRET);
        ApiKeySecret other = ApiKeySecret.random(ApiKeyKind.SECRET);
        ApiKeySecret elsewhere = ApiKeySecret.random(ApiKeyKind.SECRET);
        StoreOpened otherStore = Story.store(merchant);
        publish(
                otherStore,
                created(store, key, Scope.ORDERS_READ),
                created(store, other, Scope.INVENTORY_READ),
                created(otherStore, elsewhere, Scope.ORDERS_READ));
        place();

        for (String token : List.of(as(customer), as(merchant), key.reveal(), Tokens.of(UserId.random(), Role.ADMIN))) {
            try (Watcher watcher = watchWhenPossible(order, token)) {
                assertThat(watcher.next().orElseThrow().status()).isEqualTo("PLACED");
            }
        }
        refused(watch(order, as(stranger)), 404, "order-unknown");
        refused(watch(order, elsewhere.reveal()), 404, "order-unknown");
        refused(watch(order, other.reveal()), 403, "scope-missing");
        refused(watch(OrderId.random(), as(customer)), 404, "order-unknown");
        refused(watch(order, null), 401, "unauthenticated");
        problem(get("/orders/nonsense/stream", as(customer)), 404, "not-found");
        problem(get(path + "/stream", as(customer), "Accept", "application/json"), 406, "not-acceptable");
    }

    private static ApiKeyCreated created(StoreOpened store, ApiKeySecret text, Scope scope) {
        return new ApiKeyCreated(
                store.storeId(),
                ApiKeyId.random(),
                "server",
                ApiKeyKind.SECRET,
                List.of(scope),
                text.digest(),
                text.lastFour(),
                null);
    }

    @Test
    void anAnswerIsKeptNowhereAndSafeInABrowser() {
        place();
        Watcher watcher = watchWhenPossible(order, as(customer));

        assertThat(watcher.header("Content-Type")).isEqualTo("text/event-stream");
        assertThat(watcher.header("Cache-Control")).isEqualTo("no-store");
        assertThat(watcher.header("X-Accel-Buffering")).isEqualTo("no");
        assertThat(watcher.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(watcher.header("X-Request-Id")).isNotEmpty();
        assertThat(watcher.header("RateLimit")).isNotEmpty();
    }

    @Test
    void signsOfLifeKeepAStreamOpenLongerThanRequestsMayTake() {
        place();
        Watcher watcher = watchWhenPossible(order, as(customer));
        watcher.next();

        for (int times = 0; times < 40; times++) {
            assertThat(watcher.nextBlock()).contains(List.of(":"));
        }
        publish(new OrderAwaitsPayment(order));

        assertThat(watcher.next().orElseThrow().status()).isEqualTo("AWAITING_PAYMENT");
    }

    @Test
    void aStreamEndsWithTheTokenThatItWasAskedForWith() {
        place();
        String brief = Tokens.of(customer, Role.CUSTOMER, Duration.ofSeconds(2));
        Watcher watcher = watchWhenPossible(order, brief);

        assertThat(watcher.next()).isPresent();
        assertThat(watcher.next()).as("after the token").isEmpty();
    }

    @Test
    void whoWatchesTooMuchIsRefusedUntilTheyCloseOne() {
        place();
        List<Watcher> mine = new ArrayList<>();
        for (int many = 0; many < 3; many++) {
            mine.add(watchWhenPossible(order, as(customer)));
        }
        refused(watch(order, as(customer)), 429, "too-many-streams");
        assertThat(watchWhenPossible(order, as(merchant)).status()).as("others").isEqualTo(200);

        mine.getFirst().close();

        assertThat(watchWhenPossible(order, as(customer)).next())
                .as("when it is noticed")
                .isPresent();
    }

    @Test
    void whenTooManyWatchAllOthersAreAskedToComeLater() {
        place();
        List<Watcher> all = new ArrayList<>();
        do {
            all.add(watch(order, Tokens.of(UserId.random(), Role.ADMIN)));
        } while (all.getLast().status() == 200 && all.size() < 10);

        refused(all.getLast(), 503, "streams-exhausted");
        assertThat(all.getLast().header("Retry-After")).isNotEmpty();
        assertThat(get(path, as(customer)).statusCode()).as("reading").isEqualTo(200);
        all.getFirst().close();
        assertThat(watchWhenPossible(order, as(customer)).next()).isPresent();
    }

    @Test
    void manyWatchersOfOneOrderAreAllTold() {
        place();
        List<Watcher> all = List.of(
                watchWhenPossible(order, as(customer)),
                watchWhenPossible(order, as(customer)),
                watchWhenPossible(order, as(merchant)));
        all.forEach(Watcher::next);

        refuse();

        for (Watcher each : all) {
            assertThat(each.next().orElseThrow().status()).isEqualTo("REJECTED");
            assertThat(each.next()).isEmpty();
        }
    }

    @Test
    void whoWasErasedWatchesNothing() {
        place();
        story.now();
        publish(keys.registration(customer, "wil@example.com", "Wil"), new UserErased(customer, null));
        await().untilAsserted(() -> refused(watch(order, as(customer)), 401, "unauthenticated"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PLACED", "REJECTED"})
    void whoAsksForTheHeadersOnlyDoesNotWait(String status) throws Exception {
        place();
        if (status.equals("REJECTED")) {
            refuse();
            await().untilAsserted(
                            () -> assertThat(get(path, as(customer)).body()).contains("REJECTED"));
        }
        var head = HttpRequest.newBuilder(request(path + "/stream", as(customer)), (name, value) -> true)
                .method("HEAD", BodyPublishers.noBody())
                .build();
        var answer = CLIENT.send(head, BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains("text/event-stream");
    }

    @Test
    void streamsEndWhenTheNodeStopsAndNewOnesAreRefused() {
        place();
        Watcher watcher = watchWhenPossible(order, as(customer));
        watcher.next();
        SmartLifecycle streams = lifecycles.stream()
                .filter(Streams.class::isInstance)
                .findFirst()
                .orElseThrow();

        streams.stop();
        try {
            assertThat(watcher.next()).isEmpty();
            refused(watch(order, as(customer)), 503, "streams-exhausted");
        } finally {
            streams.start();
        }
        assertThat(watchWhenPossible(order, as(customer)).next()).isPresent();
    }

    @Test
    void theDescriptionSaysWhatIsAnswered() {
        JsonNode operation = json(get("/openapi.json", null))
                .path("paths")
                .path("/orders/{orderId}/stream")
                .path("get");
        JsonNode responses = operation.path("responses");

        assertThat(responses.propertyNames())
                .containsExactlyInAnyOrder("200 204 400 401 403 404 406 429 503 default".split(" "));
        assertThat(responses.path("200").path("content").propertyNames()).containsExactly("text/event-stream");
        assertThat(responses
                        .path("200")
                        .path("content")
                        .path("text/event-stream")
                        .path("schema")
                        .path("$ref")
                        .asString())
                .endsWith("/OrderView");
        assertThat(responses.path("204").has("content")).isFalse();
        assertThat(operation
                        .path("parameters")
                        .valueStream()
                        .map(each -> each.path("name").asString()))
                .containsExactly("orderId", "Last-Event-ID");
    }
}
