package io.saler.query.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.saler.catalog.ProductCreated;
import io.saler.catalog.ProductDiscontinued;
import io.saler.catalog.ProductPriceChanged;
import io.saler.inventory.InventoryItemId;
import io.saler.inventory.StockReserved;
import io.saler.order.OrderId;
import io.saler.query.EventFeed;
import io.saler.query.Story;
import io.saler.query.TestDatabase;
import io.saler.store.StoreId;
import io.saler.value.Money;
import io.saler.value.Quantity;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ProductListTest {

    private static final JsonMapper JSON = new JsonMapper();

    private final TestDatabase database = TestDatabase.empty();
    private final ProductList products = new ProductList(database.jdbi());
    private final EventFeed feed = new EventFeed(database, Catalog.projection(database));
    private final Story story = new Story();
    private final StoreId store = StoreId.random();

    @Test
    void aProductReadsAsItsMerchantWroteIt() {
        ProductCreated shirt = create("SHIRT", "Shirt", "19.9");

        JsonNode page =
                JSON.readTree(products.find(shirt.productId()).orElseThrow().json());

        assertThat(page.propertyNames())
                .containsExactly(
                        "productId",
                        "storeId",
                        "sku",
                        "name",
                        "description",
                        "category",
                        "tags",
                        "attributes",
                        "price",
                        "status",
                        "inStock",
                        "createdAt",
                        "updatedAt");
        assertThat(page.path("productId").asString())
                .isEqualTo(shirt.productId().toString());
        assertThat(page.path("price").toString()).isEqualTo("{\"amount\":\"19.90\",\"currency\":\"EUR\"}");
        assertThat(page.path("attributes").path("colour").asString()).isEqualTo("red");
        assertThat(page.path("status").asString()).isEqualTo("ACTIVE");
        assertThat(page.path("inStock").asBoolean()).isFalse();
        assertThat(page.path("createdAt").asString()).isEqualTo("2026-11-01T10:00:01Z");
    }

    @Test
    void changesAreShownAndCounted() {
        ProductCreated shirt = create("SHIRT", "Shirt", "19.90");
        feed.publish(
                story.event(Story.stock(shirt, 2)),
                story.event(new ProductPriceChanged(shirt.productId(), Money.of("15", "EUR"))));

        ProductPage page = products.find(shirt.productId()).orElseThrow();

        assertThat(page.version()).isEqualTo(1);
        assertThat(page.revision()).isEqualTo(3);
        assertThat(page.json()).contains("\"amount\":\"15.00\"", "\"inStock\":true");
    }

    @Test
    void stockThatIsKnownBeforeItsProductIsShownWithItLater() {
        ProductCreated shirt = Story.product(store, "SHIRT", "Shirt", "19.90");
        feed.publish(story.event(Story.stock(shirt, 2)));

        assertThat(products.find(shirt.productId())).isEmpty();
        assertThat(list(ProductFilter.NONE, ProductSort.CREATED)).isEmpty();

        feed.publish(story.event(shirt));

        assertThat(products.find(shirt.productId()).orElseThrow().json()).contains("\"inStock\":true");
    }

    @Test
    void takingTheLastUnitMakesAProductUnavailableAndOtherOrdersDoNotTouchIt() {
        ProductCreated shirt = create("SHIRT", "Shirt", "19.90");
        feed.publish(story.event(Story.stock(shirt, 2)));
        ProductPage before = products.find(shirt.productId()).orElseThrow();

        feed.publish(story.event(reserved(shirt, 2, 1)));
        assertThat(products.find(shirt.productId())).contains(before);

        feed.publish(story.event(reserved(shirt, 2, 2)));
        assertThat(products.find(shirt.productId()).orElseThrow().json()).contains("\"inStock\":false");
        assertThat(list(filter(null, null, null, null, null, true), ProductSort.NAME))
                .isEmpty();
    }

    @Test
    void discontinuedProductsAreFoundButNotListed() {
        ProductCreated shirt = create("SHIRT", "Shirt", "19.90");
        feed.publish(story.event(new ProductDiscontinued(shirt.productId())));

        assertThat(list(ProductFilter.NONE, ProductSort.NAME)).isEmpty();
        assertThat(products.find(shirt.productId()).orElseThrow().json()).contains("\"status\":\"DISCONTINUED\"");
    }

    @Test
    void eachFilterNarrowsTheList() {
        StoreId otherStore = StoreId.random();
        create(store, "A", "10.00", "Hats", List.of("new", "sale"));
        create(store, "B", "20.00", "Hats", List.of("new"));
        create(store, "C", "30.00", "Coats", List.of());
        create(otherStore, "D", "20.00", "Hats", List.of("sale"));
        feed.publish(story.event(Story.stock(Story.product(store, "B", "B", "20.00"), 5)));

        assertThat(list(filter(store, null, null, null, null, null), ProductSort.NAME))
                .containsExactly("A", "B", "C");
        assertThat(list(filter(null, "Hats", null, null, null, null), ProductSort.NAME))
                .containsExactly("A", "B", "D");
        assertThat(list(filter(null, null, "sale", null, null, null), ProductSort.NAME))
                .containsExactly("A", "D");
        assertThat(list(filter(null, null, null, "20.00", null, null), ProductSort.NAME))
                .containsExactly("B", "C", "D");
        assertThat(list(filter(null, null, null, null, "20", null), ProductSort.NAME))
                .containsExactly("A", "B", "D");
        assertThat(list(filter(null, null, null, null, null, true), ProductSort.NAME))
                .containsExactly("B");
        assertThat(list(filter(null, null, null, null, null, false), ProductSort.NAME))
                .containsExactly("A", "C", "D");
        assertThat(list(filter(store, "Hats", "new", "5", "15", false), ProductSort.NAME))
                .containsExactly("A");
        assertThat(list(filter(store, "Shoes", null, null, null, null), ProductSort.NAME))
                .isEmpty();
    }

    @Test
    void namesAreInTheOrderPeopleExpectWhateverTheirCaseAndAccents() {
        create("1", "zebra", "1.00");
        create("2", "Äpfel", "1.00");
        create("3", "apple", "1.00");
        create("4", "Éclair", "1.00");
        create("5", "Banana", "1.00");
        create("6", "قميص", "1.00");

        assertThat(names(ProductSort.NAME)).containsExactly("Äpfel", "apple", "Banana", "Éclair", "zebra", "قميص");
        assertThat(names(ProductSort.NAME_DESCENDING))
                .containsExactly("قميص", "zebra", "Éclair", "Banana", "apple", "Äpfel");
    }

    @ParameterizedTest
    @EnumSource
    void pagesLoseAndRepeatNoProductAlthoughNewOnesArriveBetweenThem(ProductSort sort) {
        Set<UUID> before = new HashSet<>();
        for (int i = 0; i < 17; i++) {
            // Few different names, prices and times, so that most neighbours differ by their id only.
            if (i % 3 != 0) {
                story.atOnce();
            }
            before.add(create("P" + i, "Name " + i % 3, (10 + i % 2) + ".00")
                    .productId()
                    .value());
        }
        List<ProductList.Item> seen = new ArrayList<>();
        ProductList.@Nullable Place after = null;
        for (int page = 0; page < 100; page++) {
            List<ProductList.Item> items = products.list(filter(store, null, null, null, null, null), sort, after, 4);
            seen.addAll(items);
            if (items.size() < 4) {
                break;
            }
            after = items.getLast().place();
            create("NEW" + page, "Name " + page % 3, (10 + page % 2) + ".00");
        }

        assertThat(seen)
                .extracting(item -> item.place().productId())
                .doesNotHaveDuplicates()
                .containsAll(before);
        assertThat(seen).isSortedAccordingTo((one, other) -> {
            @SuppressWarnings("unchecked")
            int byKey = ((Comparable<Object>) sort.key(one.place().key()))
                    .compareTo(sort.key(other.place().key()));
            int byId = one.place()
                    .productId()
                    .toString()
                    .compareTo(other.place().productId().toString());
            return (sort.isDescending() ? -1 : 1) * (byKey == 0 ? byId : byKey);
        });
    }

    private ProductCreated create(String sku, String name, String price) {
        ProductCreated created = Story.product(store, sku, name, price);
        feed.publish(story.event(created));
        return created;
    }

    private void create(StoreId in, String sku, String price, String category, List<String> tags) {
        feed.publish(story.event(Story.product(in, sku, price, Story.details(sku, category, tags))));
    }

    private static StockReserved reserved(ProductCreated product, int onHand, int reserved) {
        return new StockReserved(
                InventoryItemId.of(product.productId()),
                product.productId(),
                OrderId.random(),
                new Quantity(1),
                onHand,
                reserved);
    }

    private List<String> list(ProductFilter filter, ProductSort sort) {
        return products.list(filter, sort, null, 100).stream()
                .map(item -> JSON.readTree(item.json()).path("sku").asString())
                .toList();
    }

    private List<String> names(ProductSort sort) {
        return products.list(ProductFilter.NONE, sort, null, 100).stream()
                .map(item -> JSON.readTree(item.json()).path("name").asString())
                .toList();
    }

    private static ProductFilter filter(
            @Nullable StoreId store,
            @Nullable String category,
            @Nullable String tag,
            @Nullable String minPrice,
            @Nullable String maxPrice,
            @Nullable Boolean inStock) {
        return new ProductFilter(
                store,
                category,
                tag,
                minPrice == null ? null : new BigDecimal(minPrice),
                maxPrice == null ? null : new BigDecimal(maxPrice),
                inStock);
    }
}
