package io.saler.query.catalog.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.saler.catalog.ProductCreated;
import io.saler.catalog.ProductPriceChanged;
import io.saler.inventory.InventoryItemId;
import io.saler.inventory.StockReserved;
import io.saler.order.OrderId;
import io.saler.query.EventFeed;
import io.saler.query.Story;
import io.saler.query.TestDatabase;
import io.saler.query.catalog.Catalog;
import io.saler.query.catalog.ProductPage;
import io.saler.query.catalog.ProductTable;
import io.saler.store.StoreId;
import io.saler.value.Money;
import io.saler.value.Quantity;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;

class ProductCacheProjectionTest {

    private static RealRedis redis;

    private final TestDatabase database = TestDatabase.empty();
    private final ProductTable states = Catalog.table(database, "query.cached_product");
    private final ProductCache cache = redis.cache();
    private final EventFeed feed = new EventFeed(
            database, new ProductCacheProjection(states, database.savepoints(), cache, RealRedis.SETTINGS));
    private final Story story = new Story();
    private final ProductCreated shirt = Story.product(StoreId.random(), "SHIRT", "Shirt", "19.99");

    @BeforeAll
    static void startRedis() {
        redis = new RealRedis();
    }

    @AfterAll
    static void stopRedis() {
        redis.close();
    }

    @Test
    void everyChangeOfWhatIsShownIsWrittenThrough() {
        feed.publish(story.event(shirt), story.event(Story.stock(shirt, 1)));
        assertThat(cached().json()).contains("\"amount\":\"19.99\"", "\"inStock\":true");

        feed.publish(story.event(new ProductPriceChanged(shirt.productId(), Money.of("15", "EUR"))));
        assertThat(cached().json()).contains("\"amount\":\"15.00\"", "\"inStock\":true");

        feed.publish(story.event(new StockReserved(
                InventoryItemId.of(shirt.productId()), shirt.productId(), OrderId.random(), new Quantity(1), 1, 1)));
        assertThat(cached().json()).contains("\"amount\":\"15.00\"", "\"inStock\":false");
        assertThat(cached().version()).isEqualTo(1);
        assertThat(cached().revision()).isEqualTo(4);
    }

    @Test
    void whileRedisIsAwayTheBatchFailsAsAWholeAndSucceedsWhenItIsRepeated() {
        var created = story.event(shirt);
        feed.publish(created);
        var changed = story.event(new ProductPriceChanged(shirt.productId(), Money.of("15", "EUR")));
        redis.stop();
        try {
            assertThatThrownBy(() -> feed.publish(changed)).isInstanceOf(DataAccessException.class);
            assertThat(states.find(List.of(shirt.productId()))
                            .get(shirt.productId())
                            .version())
                    .isZero();
        } finally {
            redis.start();
        }

        await().atMost(Duration.ofSeconds(10)).ignoreExceptions().untilAsserted(() -> feed.publish(changed));

        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(cached().json()).contains("\"amount\":\"15.00\""));
    }

    private ProductPage cached() {
        return cache.find(shirt.productId()).orElseThrow();
    }
}
