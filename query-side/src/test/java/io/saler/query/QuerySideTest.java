package io.saler.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import io.saler.catalog.ProductCreated;
import io.saler.catalog.ProductId;
import io.saler.catalog.ProductPriceChanged;
import io.saler.identity.Actor;
import io.saler.identity.EmailAddress;
import io.saler.identity.EmailVerified;
import io.saler.identity.Role;
import io.saler.identity.UserId;
import io.saler.identity.UserRegistered;
import io.saler.inventory.InventoryItemId;
import io.saler.inventory.StockReserved;
import io.saler.notification.NotificationId;
import io.saler.notification.NotificationKind;
import io.saler.notification.NotificationRequested;
import io.saler.order.OrderConfirmed;
import io.saler.order.OrderId;
import io.saler.order.OrderPlaced;
import io.saler.payment.PaymentCaptured;
import io.saler.payment.PaymentId;
import io.saler.payment.PaymentMethod;
import io.saler.payment.PaymentRequested;
import io.saler.query.catalog.cache.RealRedis;
import io.saler.store.StoreId;
import io.saler.store.StoreOpened;
import io.saler.value.Money;
import io.saler.value.Quantity;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The whole read side over HTTP, with real PostgreSQL, Redis and event processors. Elasticsearch and Kafka are away all
 * the time, which nothing but searching may notice.
 */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "server.address=127.0.0.1",
            "spring.threads.virtual.enabled=true",
            "spring.elasticsearch.uris=http://127.0.0.1:1",
            "spring.kafka.bootstrap-servers=127.0.0.1:1",
            "logging.level.org.apache.kafka=off",
            "logging.level.org.axonframework.eventhandling.pooled=error"
        })
@DirtiesContext
class QuerySideTest {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final RealRedis REDIS = new RealRedis();

    @LocalServerPort
    private int port;

    @Autowired
    private EventStore events;

    @Autowired
    private TransactionManager transactions;

    @Autowired
    private EventProcessingConfiguration processing;

    private final Story story = new Story();
    private final UserId merchant = UserId.random();
    private final UserId customer = UserId.random();
    private final UserId stranger = UserId.random();
    private final StoreOpened store = Story.store(merchant);
    private final ProductCreated shirt = Story.product(store.storeId(), "SHIRT", "Shirt", "19.99");

    @SpringBootConfiguration
    @EnableAutoConfiguration
    @Import(QuerySide.class)
    static class Application {
        @Bean
        JWKSource<SecurityContext> keys() {
            return new ImmutableJWKSet<>(new JWKSet(Tokens.KEY));
        }
    }

    @DynamicPropertySource
    static void servers(DynamicPropertyRegistry properties) {
        String url = TestDatabase.url("query_side");
        properties.add("spring.datasource.url", () -> url);
        properties.add("spring.data.redis.host", () -> "127.0.0.1");
        properties.add("spring.data.redis.port", REDIS::port);
    }

    @AfterAll
    static void stopRedis() {
        REDIS.close();
    }

    @Test
    void eachProcessingGroupIsAStreamingProcessorOfItsName() {
        assertThat(processing.eventProcessors().keySet())
                .containsExactlyInAnyOrder("orders", "catalog", "people", "product-cache", "search", "kafka");
        assertThat(processing.eventProcessors().values())
                .allSatisfy(processor -> assertThat(processor).isInstanceOf(StreamingEventProcessor.class));
    }

    @Test
    void aProductIsReadByAnyoneFromPostgresqlFirstAndFromRedisAfterwardsAndOnlyWhenItChanged() {
        publish(store, shirt);

        HttpResponse<String> first = get("/products/" + shirt.productId(), null);
        assertThat(first.statusCode()).as(first.body()).isEqualTo(200);
        assertThat(first.headers().firstValue("Content-Type")).contains("application/json");
        Awaitility.await()
                .untilAsserted(() -> assertThat(get("/products/" + shirt.productId(), null)
                                .headers()
                                .firstValue("X-Cache"))
                        .contains("hit"));
        HttpResponse<String> again = get("/products/" + shirt.productId(), null);
        assertThat(again.body()).isEqualTo(first.body());
        String tag = again.headers().firstValue("ETag").orElseThrow();
        assertThat(tag).isEqualTo("\"0.0\"");
        assertThat(json(again).path("name").asString()).isEqualTo("Shirt");

        assertThat(get("/products/" + shirt.productId(), null, "If-None-Match", tag)
                        .statusCode())
                .isEqualTo(304);

        publish(new ProductPriceChanged(shirt.productId(), Money.of("15", "EUR")));
        Awaitility.await().untilAsserted(() -> {
            HttpResponse<String> changed = get("/products/" + shirt.productId(), null, "If-None-Match", tag);
            assertThat(changed.statusCode()).isEqualTo(200);
            assertThat(json(changed).path("price").path("amount").asString()).isEqualTo("15.00");
            assertThat(changed.headers().firstValue("ETag")).contains("\"1.0\"");
        });
    }

    @Test
    void productsAreListedInPages() {
        publish(store, shirt);
        publish(Story.product(store.storeId(), "HAT", "Hat", "5"), Story.product(store.storeId(), "SOCK", "Sock", "2"));
        String list = "/products?storeId=%s&sort=name&limit=2".formatted(store.storeId());
        Awaitility.await()
                .untilAsserted(() -> assertThat(names(get(list, null))).containsExactly("Hat", "Shirt"));

        String next = json(get(list, null)).path("next").asString();
        HttpResponse<String> second = get(list + "&after=" + next, null);

        assertThat(names(second)).containsExactly("Sock");
        assertThat(second.body()).endsWith("\"next\":null}");
        assertThat(get("/products?sort=size", null).statusCode()).isEqualTo(400);
        assertThat(get("/products?minPrice=cheap", null).statusCode()).isEqualTo(400);
        assertThat(get("/products?category=%00", null).statusCode()).isEqualTo(400);
        assertThat(get(list + "&after=" + next + "x", null).statusCode()).isEqualTo(400);
        assertThat(get(list.replace("sort=name", "sort=price") + "&after=" + next, null)
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void anOrderIsReadByWhomItConcernsAndDoesNotExistForOthers() {
        OrderPlaced placed = Story.order(customer, store.storeId(), shirt);
        PaymentId payment = PaymentId.of(placed.orderId(), 1);
        publish(store, shirt, placed);
        publish(
                new PaymentRequested(
                        payment, placed.orderId(), customer, placed.totals().total(), new PaymentMethod("pm_approve")),
                new PaymentCaptured(payment, placed.orderId(), placed.totals().total(), "gw_1"),
                new OrderConfirmed(placed.orderId()));
        String path = "/orders/" + placed.orderId();
        Awaitility.await()
                .untilAsserted(() -> assertThat(
                                json(get(path, as(customer))).path("status").asString())
                        .isEqualTo("CONFIRMED"));

        HttpResponse<String> read = get(path, as(customer));
        assertThat(json(read).path("payment").path("status").asString()).isEqualTo("CAPTURED");
        assertThat(json(read).path("lines").path(0).path("quantity").asInt()).isEqualTo(2);
        assertThat(json(read).has("reason")).isFalse();
        assertThat(read.headers().firstValue("ETag")).contains("\"1.2\"");
        assertThat(get(path, as(customer), "If-None-Match", "\"1.2\"").statusCode())
                .isEqualTo(304);
        assertThat(get(path, as(merchant)).statusCode()).isEqualTo(200);
        assertThat(get(path, Tokens.of(stranger, Role.ADMIN)).statusCode()).isEqualTo(200);
        assertThat(get(path, null).statusCode()).isEqualTo(401);
        problem(get(path, as(stranger)), 404, "order-unknown");
        problem(get(path + "/history", as(stranger)), 404, "order-unknown");

        JsonNode history = json(get(path + "/history?limit=3", as(customer)));
        assertThat(history.path("items")
                        .valueStream()
                        .map(item -> item.path("type").asString()))
                .containsExactly("OrderPlaced", "PaymentRequested", "PaymentCaptured");
        assertThat(history.path("items").path(0).path("actor").toString())
                .isEqualTo("{\"type\":\"SYSTEM\",\"id\":\"test\"}");
        assertThat(history.path("items")
                        .path(2)
                        .path("detail")
                        .path("gatewayReference")
                        .asString())
                .isEqualTo("gw_1");
        JsonNode rest = json(get(
                path + "/history?limit=3&after="
                        + URLEncoder.encode(history.path("next").asString(), StandardCharsets.UTF_8),
                as(customer)));
        assertThat(rest.path("items").path(0).path("type").asString()).isEqualTo("OrderConfirmed");
        assertThat(json(get("/orders?status=CONFIRMED", as(customer)))
                        .path("items")
                        .size())
                .isEqualTo(1);
        assertThat(json(get("/orders?storeId=" + store.storeId(), as(merchant)))
                        .path("items")
                        .size())
                .isEqualTo(1);
        assertThat(json(get("/orders", as(stranger))).path("items").size()).isZero();
    }

    @Test
    void anOrderThatWasPlacedAMomentAgoIsWaitedFor() throws Exception {
        OrderPlaced placed = Story.order(customer, store.storeId(), shirt);
        var asked = CLIENT.sendAsync(
                request("/orders/" + placed.orderId(), as(customer)), HttpResponse.BodyHandlers.ofString());

        publish(placed);

        assertThat(asked.get(10, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
    }

    @Test
    void stockIsForItsMerchantOnly() {
        publish(
                store,
                Story.stock(shirt, 10),
                new StockReserved(
                        InventoryItemId.of(shirt.productId()),
                        shirt.productId(),
                        OrderId.random(),
                        new Quantity(3),
                        10,
                        3));
        String path = "/inventory/" + shirt.productId();
        Awaitility.await()
                .untilAsserted(
                        () -> assertThat(get(path, as(merchant)).statusCode()).isEqualTo(200));

        JsonNode stock = json(get(path, as(merchant)));
        assertThat(stock.path("available").asInt()).isEqualTo(7);
        assertThat(stock.path("lowStockThreshold").asInt()).isEqualTo(2);
        assertThat(stock.path("movements").path(0).path("type").asString()).isEqualTo("StockReserved");
        problem(get(path, as(stranger)), 404, "product-unknown");
        assertThat(get(path, null).statusCode()).isEqualTo(401);
    }

    @Test
    void whatDoesNotExistIsNotFoundAndWhatIsNoIdIsRefused() {
        problem(get("/products/" + UUID.randomUUID(), null), 404, "product-unknown");
        problem(get("/stores/" + StoreId.random(), null), 404, "store-unknown");
        problem(get("/orders/" + OrderId.random(), as(customer)), 404, "order-unknown");
        problem(get("/inventory/" + new ProductId(UUID.randomUUID()), as(customer)), 404, "product-unknown");
        assertThat(get("/products/1", null).statusCode()).isEqualTo(404);
        assertThat(get("/orders?status=SOLD", as(customer)).statusCode()).isEqualTo(400);
        assertThat(get("/orders?limit=0", as(customer)).statusCode()).isEqualTo(400);
    }

    @Test
    void aPersonReadsTheirProfileAndWhatWasSentToThem() {
        NotificationId verification = NotificationId.of(NotificationKind.EMAIL_VERIFICATION, merchant);
        publish(
                new UserRegistered(merchant, new EmailAddress("ann@example.com"), "Ann", Role.CUSTOMER),
                new NotificationRequested(verification, merchant, NotificationKind.EMAIL_VERIFICATION, null, null),
                new EmailVerified(merchant),
                store);

        Awaitility.await()
                .untilAsserted(() -> assertThat(get("/users/me", as(merchant)).body())
                        .isEqualTo(("{\"userId\":\"%s\",\"email\":\"ann@example.com\",\"name\":\"Ann\","
                                        + "\"roles\":[\"CUSTOMER\",\"MERCHANT\"],\"verified\":true}")
                                .formatted(merchant)));
        JsonNode sent = json(get("/notifications", as(merchant)));
        assertThat(sent.path("items").path(0).path("notificationId").asString()).isEqualTo(verification.toString());
        assertThat(sent.path("items").path(0).path("status").asString()).isEqualTo("REQUESTED");
        assertThat(json(get("/notifications", as(stranger))).path("items").size())
                .isZero();
    }

    @Test
    void withoutElasticsearchSearchingIsRefusedSoonAndForAWhile() {
        long begin = System.nanoTime();

        HttpResponse<String> answer = get("/search?q=shirt", null);

        problem(answer, 503, "search-unavailable");
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(3));
        problem(get("/search/suggest?q=sh", null), 503, "search-unavailable");
    }

    @Test
    void theInterfaceIsDescribed() {
        JsonNode document = json(get("/openapi.json", null));

        assertThat(document.path("paths").propertyNames())
                .contains("/products", "/products/{productId}", "/orders/{orderId}/history", "/search", "/users/me");
        assertThat(document.path("components").path("schemas").propertyNames())
                .contains("ProductView", "OrderView")
                .doesNotContain("ProductJson");
    }

    private void publish(Object... payloads) {
        List<DomainEventMessage<?>> messages = new ArrayList<>();
        story.by(Actor.system("test"));
        for (Object payload : payloads) {
            messages.add(story.event(payload));
        }
        var unit = DefaultUnitOfWork.startAndGet(null);
        unit.attachTransaction(transactions);
        events.publish(messages);
        unit.commit();
    }

    private static String as(UserId user) {
        return Tokens.of(user, Role.CUSTOMER);
    }

    private HttpResponse<String> get(String path, String token, String... headers) {
        try {
            var request = request(path, token);
            return CLIENT.send(
                    headers.length == 0
                            ? request
                            : HttpRequest.newBuilder(request, (name, value) -> true)
                                    .headers(headers)
                                    .build(),
                    HttpResponse.BodyHandlers.ofString());
        } catch (IOException | InterruptedException failure) {
            throw new AssertionError(failure);
        }
    }

    private HttpRequest request(String path, String token) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(20));
        return (token == null ? request : request.header("Authorization", "Bearer " + token)).build();
    }

    private static JsonNode json(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JsonMapper.shared().readTree(answer.body());
    }

    private static List<String> names(HttpResponse<String> answer) {
        return json(answer)
                .path("items")
                .valueStream()
                .map(item -> item.path("name").asString())
                .toList();
    }

    private static void problem(HttpResponse<String> answer, int status, String type) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(JsonMapper.shared().readTree(answer.body()).path("type").asString())
                .isEqualTo("/problems/" + type);
    }
}
