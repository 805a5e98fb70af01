package io.saler.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.saler.catalog.ProductCreated;
import io.saler.catalog.ProductPriceChanged;
import io.saler.value.Money;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What everybody may read. */
class ShopReadingTest extends ServedQuerySide {

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
    void namesThatGrowWhenTheyAreSortedDoNotEndTheList() {
        ProductCreated longest = Story.product(store.storeId(), "LONG", "\ufdfa".repeat(200), "1");
        ProductCreated alike = Story.product(store.storeId(), "ALIKE", "\ufdfa".repeat(199), "1");
        publish(store, longest, alike);
        String list = "/products?storeId=%s&sort=name&limit=1".formatted(store.storeId());
        Awaitility.await()
                .untilAsserted(() -> assertThat(json(get(list.replace("limit=1", "limit=2"), null))
                                .path("items")
                                .size())
                        .isEqualTo(2));

        HttpResponse<String> first = get(list, null);
        HttpResponse<String> second =
                get(list + "&after=" + json(first).path("next").asString(), null);

        assertThat(List.of(names(first).getFirst(), names(second).getFirst()))
                .containsExactlyInAnyOrder(
                        longest.details().name(), alike.details().name());
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
}
