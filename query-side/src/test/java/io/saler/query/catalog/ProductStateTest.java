package io.saler.query.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saler.catalog.CatalogEvent;
import io.saler.catalog.ProductCreated;
import io.saler.catalog.ProductDetailsChanged;
import io.saler.catalog.ProductDiscontinued;
import io.saler.catalog.ProductPriceChanged;
import io.saler.inventory.InventoryEvent;
import io.saler.inventory.InventoryItemId;
import io.saler.inventory.StockCommitted;
import io.saler.inventory.StockRejected;
import io.saler.inventory.StockReleased;
import io.saler.inventory.StockReserved;
import io.saler.order.OrderId;
import io.saler.query.Story;
import io.saler.store.StoreId;
import io.saler.value.Money;
import io.saler.value.Quantity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.axonframework.eventhandling.DomainEventMessage;
import org.junit.jupiter.api.Test;

class ProductStateTest {

    private final ProductCreated created = Story.product(StoreId.random(), "SHIRT", "Shirt", "19.99");
    private final InventoryItemId item = InventoryItemId.of(created.productId());
    private final OrderId order = OrderId.random();
    private final Story story = new Story();

    private final List<DomainEventMessage<Object>> ofProduct = List.of(
            story.event(created),
            story.event(new ProductPriceChanged(created.productId(), Money.of("17.50", "EUR"))),
            story.event(new ProductDetailsChanged(
                    created.productId(), Story.details("Red shirt", "Shirts", List.of("sale")))));

    private final List<DomainEventMessage<Object>> ofStock = List.of(
            story.event(Story.stock(created, 3)),
            story.event(new StockReserved(item, created.productId(), order, new Quantity(1), 3, 1)),
            story.event(new StockReserved(item, created.productId(), order, new Quantity(2), 3, 3)),
            story.event(new StockReleased(item, created.productId(), order, 2, 3, 1, "payment-declined")));

    @Test
    void howTheEventsOfProductAndStockAreInterleavedMakesNoDifferenceInTheEnd() {
        List<List<DomainEventMessage<Object>>> orders = interleavings(ofProduct, ofStock);
        ProductState expected = fold(orders.getFirst());

        assertThat(orders).hasSize(35);
        assertThat(orders).allSatisfy(events -> assertThat(fold(events)).isEqualTo(expected));
        assertThat(expected.inStock()).isTrue();
        assertThat(expected.version()).isEqualTo(2);
        assertThat(expected.stockFlips()).isEqualTo(3);
        assertThat(expected.created().price()).isEqualTo(Money.of("17.50", "EUR"));
        assertThat(expected.created().details().name()).isEqualTo("Red shirt");
    }

    @Test
    void theRevisionGrowsWithEachChangeOfWhatIsShownAndEqualRevisionsOfOneOrderMeanEqualContent() {
        for (List<DomainEventMessage<Object>> events : interleavings(ofProduct, ofStock)) {
            Map<Long, ProductState> seen = new HashMap<>();
            ProductState state = ProductState.unknown(created.productId());
            for (DomainEventMessage<Object> event : events) {
                ProductState next = apply(state, event);
                assertThat(next.revision()).isGreaterThanOrEqualTo(state.revision());
                assertThat(seen.computeIfAbsent(next.revision(), revision -> next))
                        .isEqualTo(next);
                state = next;
            }
        }
    }

    @Test
    void anEventThatWasAppliedChangesNothing() {
        List<DomainEventMessage<Object>> events = new ArrayList<>(ofProduct);
        events.addAll(ofStock);
        ProductState state = fold(events);

        for (DomainEventMessage<Object> event : events) {
            assertThat(apply(state, event)).isEqualTo(state);
        }
    }

    @Test
    void anOrderThatLeavesUnitsToSellChangesNothing() {
        ProductState state = fold(List.of(ofProduct.getFirst(), ofStock.getFirst()));

        ProductState sold = state.apply(
                        new StockReserved(item, created.productId(), order, new Quantity(1), 3, 1), 1, Story.BEGIN)
                .apply(new StockRejected(item, created.productId(), order, new Quantity(9), 2), 2, Story.BEGIN)
                .apply(new StockCommitted(item, created.productId(), order, new Quantity(1), 2, 0), 3, Story.BEGIN);

        assertThat(sold).isSameAs(state);
    }

    @Test
    void aDiscontinuedProductStaysKnown() {
        ProductState state =
                fold(ofProduct).apply(new ProductDiscontinued(created.productId()), 3, Story.BEGIN.plusSeconds(60));

        assertThat(state.created().status()).isEqualTo(ProductStatus.DISCONTINUED);
        assertThat(state.updatedAt()).isEqualTo(Story.BEGIN.plusSeconds(60));
    }

    @Test
    void stockAloneIsNoProductToShow() {
        ProductState state = fold(ofStock);

        assertThat(state.isCreated()).isFalse();
        assertThatThrownBy(() -> ProductView.of(state)).isInstanceOf(IllegalStateException.class);
    }

    private ProductState fold(List<DomainEventMessage<Object>> events) {
        ProductState state = ProductState.unknown(created.productId());
        for (DomainEventMessage<Object> event : events) {
            state = apply(state, event);
        }
        return state;
    }

    private static ProductState apply(ProductState state, DomainEventMessage<Object> event) {
        return switch (event.getPayload()) {
            case CatalogEvent catalog -> state.apply(catalog, event.getSequenceNumber(), event.getTimestamp());
            case InventoryEvent stock -> state.apply(stock, event.getSequenceNumber(), event.getTimestamp());
            default -> throw new IllegalArgumentException();
        };
    }

    private static <T> List<List<T>> interleavings(List<T> some, List<T> others) {
        if (some.isEmpty() || others.isEmpty()) {
            var rest = new ArrayList<>(some);
            rest.addAll(others);
            return List.of(rest);
        }
        var all = new ArrayList<List<T>>();
        interleavings(some.subList(1, some.size()), others).forEach(tail -> all.add(with(some.getFirst(), tail)));
        interleavings(some, others.subList(1, others.size())).forEach(tail -> all.add(with(others.getFirst(), tail)));
        return all;
    }

    private static <T> List<T> with(T head, List<T> tail) {
        var list = new ArrayList<T>();
        list.add(head);
        list.addAll(tail);
        return list;
    }
}
