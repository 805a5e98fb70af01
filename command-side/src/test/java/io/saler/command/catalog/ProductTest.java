package io.saler.command.catalog;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saler.catalog.CatalogFailure.CurrencyMismatch;
import io.saler.catalog.CatalogFailure.ProductAlreadyDiscontinued;
import io.saler.catalog.CatalogFailure.ProductMoved;
import io.saler.catalog.DiscontinueProduct;
import io.saler.catalog.ProductCreated;
import io.saler.catalog.ProductDetails;
import io.saler.catalog.ProductDetailsChanged;
import io.saler.catalog.ProductDiscontinued;
import io.saler.catalog.ProductId;
import io.saler.catalog.ProductPriceChanged;
import io.saler.catalog.Sku;
import io.saler.store.StoreId;
import io.saler.value.InvalidValue;
import io.saler.value.Money;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.Test;

class ProductTest {

    private static final StoreId STORE = StoreId.random();
    private static final Sku SKU = new Sku("tea");
    private static final ProductId ID = ProductId.of(STORE, SKU);
    private static final ProductDetails DETAILS =
            new ProductDetails("Tea", "Green", "drinks", List.of("new"), Map.of());
    private static final ProductDetails RENAMED =
            new ProductDetails("Tea bags", "Green", "drinks", List.of("new"), Map.of());
    private static final Money PRICE = Money.of("3.50", "EUR");
    private static final Money HIGHER = Money.of("4", "EUR");

    private static final ProductCreated CREATED = new ProductCreated(ID, STORE, SKU, DETAILS, PRICE);
    private static final ProductDiscontinued DISCONTINUED = new ProductDiscontinued(ID);

    private final AggregateTestFixture<Product> product = new AggregateTestFixture<>(Product.class);

    @Test
    void onlyWhatDiffersIsChanged() {
        product.given(CREATED)
                .when(new EditProduct(ID, "Tea bags", null, null, null, null, HIGHER, null))
                .expectEvents(new ProductDetailsChanged(ID, RENAMED), new ProductPriceChanged(ID, HIGHER));
        product.given(CREATED)
                .when(new EditProduct(ID, "Tea", "Green", null, null, null, HIGHER, null))
                .expectEvents(new ProductPriceChanged(ID, HIGHER));
        product.given(CREATED)
                .when(new EditProduct(ID, "Tea", null, "drinks", null, null, PRICE, null))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    @Test
    void anEditKeepsWhatItDoesNotName() {
        product.given(CREATED)
                .when(rename("Tea bags", null))
                .expectEvents(new ProductDetailsChanged(ID, RENAMED))
                .expectResultMessagePayload(new EditedProduct(ID, STORE, SKU, RENAMED, PRICE, 1));
    }

    @Test
    void anEditThatSaysTheSameIsNoEvent() {
        product.given(CREATED)
                .when(rename("Tea", 0L))
                .expectNoEvents()
                .expectResultMessagePayload(new EditedProduct(ID, STORE, SKU, DETAILS, PRICE, 0));
    }

    @Test
    void aChangeThatBuildsOnAnotherVersionIsRefused() {
        product.given(CREATED, new ProductPriceChanged(ID, HIGHER))
                .when(rename("Tea bags", 0L))
                .expectException(ProductMoved.class)
                .expectNoEvents();
        product.given(CREATED, new ProductPriceChanged(ID, HIGHER))
                .when(rename("Tea bags", 2L))
                .expectException(ProductMoved.class);
        product.given(CREATED, new ProductPriceChanged(ID, HIGHER))
                .when(rename("Tea bags", 1L))
                .expectEvents(new ProductDetailsChanged(ID, RENAMED));
    }

    @Test
    void aPriceStaysInTheStoresCurrency() {
        product.given(CREATED)
                .when(new EditProduct(ID, null, null, null, null, null, Money.of("4", "USD"), null))
                .expectException(CurrencyMismatch.class);
    }

    @Test
    void aProductIsDiscontinuedOnceAndStaysAsItIs() {
        product.given(CREATED).when(new DiscontinueProduct(ID)).expectEvents(DISCONTINUED);
        product.given(CREATED, DISCONTINUED)
                .when(new DiscontinueProduct(ID))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
        product.given(CREATED, DISCONTINUED)
                .when(rename("Tea bags", null))
                .expectException(ProductAlreadyDiscontinued.class);
    }

    @Test
    void discontinuingCanBuildOnAVersionAndBeRepeatedAllTheSame() {
        product.given(CREATED).when(new DiscontinueProduct(ID, Set.of(1L))).expectException(ProductMoved.class);
        product.given(CREATED).when(new DiscontinueProduct(ID, Set.of(0L))).expectEvents(DISCONTINUED);
        product.given(CREATED, DISCONTINUED)
                .when(new DiscontinueProduct(ID, Set.of(0L)))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    @Test
    void aPageFromBeforeLineBreaksWereRefusedCanStillBeEdited() {
        var old = new ProductDetails("Green\ntea", "", "drinks", List.of(), Map.of());
        product.given(new ProductCreated(ID, STORE, SKU, old, PRICE))
                .when(new EditProduct(ID, null, "Good", null, null, null, null, null))
                .expectEvents(new ProductDetailsChanged(
                        ID, new ProductDetails("Green\ntea", "Good", "drinks", List.of(), Map.of())));
    }

    @Test
    void anEditThatNoProductCouldTakeIsRefusedBeforeItIsSent() {
        assertThatThrownBy(() -> rename("x".repeat(201), null)).isInstanceOf(InvalidValue.class);
        assertThatThrownBy(() -> rename(" ", null)).isInstanceOf(InvalidValue.class);
    }

    private static EditProduct rename(String name, Long expectedVersion) {
        Set<Long> expected = expectedVersion == null ? null : Set.of(expectedVersion);
        return new EditProduct(ID, name, null, null, null, null, null, expected);
    }
}
