package io.saler.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.saler.analytics.CheckoutStep;
import io.saler.analytics.TrackedType;
import io.saler.gateway.access.ApiKeySecret;
import io.saler.identity.Role;
import io.saler.identity.UserId;
import io.saler.inventory.InventoryItemId;
import io.saler.inventory.StockCommitted;
import io.saler.order.OrderConfirmed;
import io.saler.order.OrderPlaced;
import io.saler.order.OrderRefunded;
import io.saler.order.OrderStatus;
import io.saler.payment.RefundId;
import io.saler.query.tracking.TestTracking;
import io.saler.store.ApiKeyCreated;
import io.saler.store.ApiKeyId;
import io.saler.store.ApiKeyKind;
import io.saler.store.Scope;
import io.saler.store.StoreId;
import io.saler.store.StoreTimeZone;
import io.saler.store.StoreTimeZoneChanged;
import io.saler.value.Money;
import io.saler.value.Quantity;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.PlatformTransactionManager;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What merchants are told in numbers, and what nobody else is. */
class ReportReadingTest extends ServedQuerySide {

    private static final String DAY = "&from=2026-11-01&to=2026-11-02";

    @Autowired
    private Jdbi database;

    @Autowired
    private PlatformTransactionManager transactionManager;

    private final OrderPlaced order = Story.order(customer, store.storeId(), shirt);

    @Test
    void salesAreToldByTheHourAndFoundAgainUntilThereIsANewOne() {
        publish(store, shirt, Story.stock(shirt, 10), order, new OrderConfirmed(order.orderId(), null));
        publish(new OrderRefunded(
                order.orderId(),
                customer,
                new RefundId(UUID.randomUUID()),
                Money.of("5", "EUR"),
                Money.of("5", "EUR"),
                OrderStatus.PARTIALLY_REFUNDED));
        String path = "/reports/sales?storeId=" + store.storeId() + DAY + "&granularity=hour";

        JsonNode report = awaitTotal(path, "refunded/amount", "5.00");

        assertThat(report.at("/storeId").asString()).isEqualTo(store.storeId().toString());
        assertThat(report.at("/granularity").asString()).isEqualTo("hour");
        assertThat(report.at("/timeZone").asString()).isEqualTo("UTC");
        assertThat(report.at("/from").asString()).isEqualTo("2026-11-01T00:00:00Z");
        assertThat(report.path("buckets").size()).isEqualTo(24);
        assertThat(report.at("/totals")).isEqualTo(JsonMapper.shared().readTree("""
                        {"placed": 1, "orders": 1, "units": 2, "revenue": {"amount": "39.98", "currency": "EUR"},
                         "refunded": {"amount": "5.00", "currency": "EUR"}, "net": {"amount": "34.98", "currency": "EUR"},
                         "average": {"amount": "39.98", "currency": "EUR"}, "cancelled": 0}"""));
        assertThat(report.at("/buckets/10/name").asString()).isEqualTo("2026-11-01T10:00+00:00");
        assertThat(report.at("/buckets/10/orders").asLong()).isEqualTo(1);
        assertThat(report.at("/buckets/11/orders").asLong()).isZero();
        assertThat(report.at("/buckets/11/revenue/amount").asString()).isEqualTo("0.00");

        assertThat(json(awaitHit(path))).isEqualTo(report);

        OrderPlaced another = Story.order(customer, store.storeId(), shirt);
        publish(another, new OrderConfirmed(another.orderId(), null));
        assertThat(awaitTotal(path, "revenue/amount", "79.96")
                        .at("/totals/orders")
                        .asLong())
                .isEqualTo(2);
    }

    @Test
    void asOfAMomentLaterSalesAreLeftOutAndThePeriodBeforeIsToldWhenAskedFor() {
        publish(store, shirt, order, new OrderConfirmed(order.orderId(), null));
        String path = "/reports/sales?storeId=" + store.storeId();
        awaitTotal(path + DAY, "orders", "1");

        Instant placedAt = Story.BEGIN.plusSeconds(3);
        JsonNode then = json(get(path + DAY + "&asOf=" + placedAt, as(merchant)));
        assertThat(then.at("/totals/placed").asLong()).isEqualTo(1);
        assertThat(then.at("/totals/orders").asLong()).isZero();
        assertThat(then.at("/asOf").asString()).isEqualTo(placedAt.toString());

        JsonNode compared = json(get(path + "&from=2026-11-02&to=2026-11-03&compare=previous", as(merchant)));
        assertThat(compared.at("/totals/orders").asLong()).isZero();
        assertThat(compared.at("/previous/from").asString()).isEqualTo("2026-11-01T00:00:00Z");
        assertThat(compared.at("/previous/totals/orders").asLong()).isEqualTo(1);
    }

    @Test
    void productsCustomersAndStockAreTold() {
        publish(store, shirt, Story.stock(shirt, 10), order, new OrderConfirmed(order.orderId(), null));
        publish(new StockCommitted(
                InventoryItemId.of(shirt.productId()), shirt.productId(), order.orderId(), new Quantity(2), 8, 0));
        String of = "?storeId=" + store.storeId() + DAY;
        awaitTotal("/reports/sales" + of + "&category=Things", "orders", "1");
        JsonNode stock = awaitTotal("/reports/stock" + of, "onHand", "8");
        assertThat(stock.at("/totals/received").asLong()).isEqualTo(10);
        assertThat(stock.at("/totals/sold").asLong()).isEqualTo(2);

        JsonNode products = json(get("/reports/products" + of, as(merchant)));
        assertThat(products.at("/items/0/name").asString()).isEqualTo("Shirt");
        assertThat(products.at("/items/0/units").asLong()).isEqualTo(2);
        assertThat(products.at("/totals/products").asLong()).isEqualTo(1);

        JsonNode customers = json(get("/reports/customers" + of, as(merchant)));
        assertThat(customers.at("/totals/newCustomers").asLong()).isEqualTo(1);
        assertThat(customers.at("/totals/returningCustomers").asLong()).isZero();

        JsonNode ofShirts = json(get("/reports/sales" + of + "&product=" + shirt.productId(), as(merchant)));
        assertThat(ofShirts.at("/totals/units").asLong()).isEqualTo(2);
        assertThat(ofShirts.at("/totals").has("refunded")).isFalse();
        assertThat(json(get("/reports/sales" + of + "&category=Toys", as(merchant)))
                        .at("/totals/units")
                        .asLong())
                .isZero();
        assertThat(json(get("/reports/stock" + of + "&category=Things", as(merchant)))
                        .at("/totals/onHand")
                        .asLong())
                .isEqualTo(8);
    }

    @Test
    void whatVisitorsDidIsToldEvenIfTheyDidNothing() {
        publish(store);
        String of = "?storeId=" + store.storeId() + DAY;
        assertThat(json(get("/reports/funnel" + of, as(merchant)))
                        .at("/totals/visits")
                        .asLong())
                .isZero();
        assertThat(json(get("/reports/search-terms" + of, as(merchant)))
                        .path("items")
                        .size())
                .isZero();
        problem(
                get(
                        "/reports/funnel?storeId=" + store.storeId() + "&from=2026-11-01T10:07:00Z&to=2026-11-02",
                        as(merchant)),
                400,
                "invalid-value");
    }

    @Test
    void whatVisitorsDidIsTold() {
        publish(store);
        new TestTracking(database, transactionManager, 0, Instant.now())
                .write(List.of(
                        visit("a", TrackedType.PAGE_VIEW, "10:00", null, null, null),
                        visit("a", TrackedType.PRODUCT_VIEW, "11:20", null, null, null),
                        visit("b", TrackedType.CHECKOUT_STEP, "11:00", CheckoutStep.PAYMENT, null, null),
                        visit("b", TrackedType.SEARCH, "11:05", null, "Blue  mug", 0),
                        visit("b", TrackedType.SEARCH, "12:00", null, "blue mug", 3)));
        String of = "?storeId=" + store.storeId() + DAY;

        JsonNode funnel = json(get("/reports/funnel" + of + "&granularity=hour", as(merchant)));
        assertThat(funnel.at("/totals")).isEqualTo(JsonMapper.shared().readTree("""
                        {"visits": 2, "viewed": 2, "added": 1, "checkout": 1, "payment": 1, "purchased": 0}"""));
        assertThat(funnel.at("/buckets/10/visits").asLong()).isEqualTo(1);
        assertThat(funnel.at("/buckets/10/viewed").asLong()).isZero();
        assertThat(funnel.at("/buckets/11/viewed").asLong()).isEqualTo(2);
        JsonNode terms = json(get("/reports/search-terms" + of, as(merchant)));
        assertThat(terms.at("/items")).isEqualTo(JsonMapper.shared().readTree("""
                        [{"term": "blue mug", "searches": 2, "withoutResults": 1}]"""));
        assertThat(terms.at("/totals")).isEqualTo(JsonMapper.shared().readTree("""
                        {"terms": 1, "searches": 2, "withoutResults": 1}"""));
        assertThat(get("/reports/search-terms" + of + "&format=csv", as(merchant))
                        .body())
                .isEqualTo("term,searches,withoutResults\r\nblue mug,2,1\r\n");
    }

    @Test
    void ofMoreSearchTermsThanAnybodyReadsTheMostFrequentAreSaved() {
        publish(store);
        database.useHandle(handle ->
                handle.createUpdate("""
                        insert into query.search_term_quarter (store_id, starts_at, term, searches, without_results)
                        select :store, timestamptz '2026-11-01 10:00Z', 'term ' || number, 1 + number / 10001, 0
                        from generate_series(1, 10001) as number""").bind("store", store.storeId().value()).execute());

        assertThat(get("/reports/search-terms?storeId=" + store.storeId() + DAY + "&format=csv", as(merchant))
                        .body()
                        .lines())
                .hasSize(10_001)
                .contains("term 10001,2,0");
    }

    private TestTracking.Visit visit(
            String session, TrackedType type, String time, CheckoutStep step, String query, Integer results) {
        return new TestTracking.Visit(
                UUID.randomUUID().toString(),
                store.storeId(),
                session,
                type,
                step,
                query,
                results,
                Instant.parse("2026-11-01T" + time + ":00Z"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"sales", "customers", "stock", "products", "funnel", "search-terms"})
    void asCsvTheyAreTablesToBeSaved(String report) {
        publish(store, shirt, order, new OrderConfirmed(order.orderId(), null));
        HttpResponse<String> csv = get(
                "/reports/" + report + "?storeId=" + store.storeId() + DAY + "&granularity=hour&format=csv",
                as(merchant));

        assertThat(csv.statusCode()).as(csv.body()).isEqualTo(200);
        assertThat(csv.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/csv");
        assertThat(csv.headers().firstValue("Content-Disposition"))
                .contains("attachment; filename=\"%s-2026-11-01.csv\"".formatted(report));
        assertThat(csv.headers().firstValue("Cache-Control")).contains("no-cache, private");
        assertThat(csv.body()).contains(",").endsWith("\r\n");
    }

    @Test
    void daysBeginWhereTheStoreIs() {
        publish(store, new StoreTimeZoneChanged(store.storeId(), new StoreTimeZone("Asia/Riyadh")));
        Awaitility.await().untilAsserted(() -> {
            HttpResponse<String> shown = get("/stores/" + store.storeId(), null);
            assertThat(json(shown).path("timeZone").asString()).isEqualTo("Asia/Riyadh");
            assertThat(shown.headers().firstValue("ETag")).contains("\"1\"");
        });

        String path = "/reports/sales?storeId=" + store.storeId() + DAY;
        assertThat(json(get(path, as(merchant))).at("/from").asString()).isEqualTo("2026-10-31T21:00:00Z");
        assertThat(json(get(path + "&timeZone=America/New_York", as(merchant)))
                        .at("/buckets/0/to")
                        .asString())
                .isEqualTo("2026-11-02T05:00:00Z");
    }

    @Test
    void theyAreForTheStoresOwnOnly() {
        ApiKeySecret secret = ApiKeySecret.random(ApiKeyKind.SECRET);
        ApiKeySecret tooLittle = ApiKeySecret.random(ApiKeyKind.SECRET);
        var elsewhere = Story.store(stranger);
        publish(store, elsewhere, key(secret, Scope.ANALYTICS_READ), key(tooLittle, Scope.ORDERS_READ));
        String path = "/reports/sales?storeId=" + store.storeId() + DAY;

        json(get(path, as(merchant)));
        json(get(path, Tokens.of(UserId.random(), Role.ADMIN)));
        json(get(path, secret.reveal()));
        problem(get(path, tooLittle.reveal()), 403, "scope-missing");
        problem(get(path, as(customer)), 404, "store-unknown");
        problem(get(path, as(stranger)), 404, "store-unknown");
        problem(get("/reports/sales?storeId=" + elsewhere.storeId() + DAY, secret.reveal()), 404, "store-unknown");
        problem(get("/reports/sales?storeId=" + StoreId.random() + DAY, as(merchant)), 404, "store-unknown");
        assertThat(get(path, null).statusCode()).isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "from | &to=2026-11-02",
                "to | &from=2026-11-01",
                "from | &from=yesterday&to=2026-11-02",
                "from | &from=0001-01-01&to=2026-11-02",
                "to | &from=2026-11-01&to=2026-11-31",
                "to | &from=2026-11-02&to=2026-11-01",
                "to | &from=2026-11-01&to=2026-11-01",
                "granularity | &from=2026-11-01&to=2026-11-02&granularity=minute",
                "granularity | &from=2020-01-01&to=2026-11-02&granularity=hour",
                "granularity | &from=2026-11-01&to=2027-03-06&granularity=hour&compare=previous&timeZone=Europe/Berlin",
                "timeZone | &from=2026-11-01&to=2026-11-02&timeZone=Mars/Olympus",
                "format | &from=2026-11-01&to=2026-11-02&format=pdf",
                "compare | &from=2026-11-01&to=2026-11-02&compare=next",
                "asOf | &from=2026-11-01&to=2026-11-02&asOf=2199-01-01T00:00:00Z",
                "asOf | &from=2026-11-01&to=2026-11-02&asOf=then",
                "product | &from=2026-11-01&to=2026-11-02&product=shirt",
                "category | &from=2026-11-01&to=2026-11-02&category=%00"
            })
    void whatMakesNoSenseIsRefusedByItsName(String parameter, String query) {
        publish(store);
        HttpResponse<String> refused = get("/reports/sales?storeId=" + store.storeId() + query, as(merchant));

        problem(refused, 400, "invalid-value");
        assertThat(JsonMapper.shared()
                        .readTree(refused.body())
                        .at("/errors/0/parameter")
                        .asString())
                .isEqualTo(parameter);
    }

    private ApiKeyCreated key(ApiKeySecret secret, Scope scope) {
        return new ApiKeyCreated(
                store.storeId(),
                ApiKeyId.random(),
                "server",
                ApiKeyKind.SECRET,
                List.of(scope),
                secret.digest(),
                secret.lastFour(),
                null);
    }

    /** Until all events are handled that it is about, each of which makes it anew. */
    private HttpResponse<String> awaitHit(String path) {
        return Awaitility.await()
                .pollInterval(Duration.ofMillis(50))
                .until(
                        () -> get(path, as(merchant)),
                        answer -> answer.headers().firstValue("X-Cache").equals(Optional.of("hit")));
    }

    private JsonNode awaitTotal(String path, String figure, String value) {
        return Awaitility.await()
                .pollInterval(Duration.ofMillis(50))
                .until(
                        () -> json(get(path, as(merchant))),
                        report -> report.at("/totals/" + figure).asString().equals(value));
    }
}
