package io.saler.query.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import io.saler.catalog.ProductCreated;
import io.saler.inventory.InventoryItemId;
import io.saler.inventory.StockAdjusted;
import io.saler.inventory.StockCommitted;
import io.saler.inventory.StockRejected;
import io.saler.inventory.StockReleased;
import io.saler.inventory.StockReserved;
import io.saler.order.OrderId;
import io.saler.query.EventFeed;
import io.saler.query.Story;
import io.saler.query.TestDatabase;
import io.saler.store.StoreId;
import io.saler.value.Quantity;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.eventhandling.DomainEventMessage;
import org.junit.jupiter.api.Test;

class StockProjectionTest {

    private final TestDatabase database = TestDatabase.empty();
    private final StockTable stock = new StockTable(database.jdbi());
    private final EventFeed feed = new EventFeed(database, new StockProjection(database.savepoints(), stock));
    private final Story story = new Story();
    private final ProductCreated shirt = Story.product(StoreId.random(), "SHIRT", "Shirt", "19.99");
    private final InventoryItemId item = InventoryItemId.of(shirt.productId());
    private final OrderId order = OrderId.random();

    @Test
    void theLevelFollowsEveryMovement() {
        feed.publish(
                story.event(Story.stock(shirt, 10)),
                story.event(new StockReserved(item, shirt.productId(), order, new Quantity(3), 10, 3)));
        assertThat(level()).isEqualTo(new StockTable.Level(shirt.storeId(), 10, 3, 2, 1));

        feed.publish(
                story.event(new StockCommitted(item, shirt.productId(), order, new Quantity(3), 7, 0)),
                story.event(new StockAdjusted(item, shirt.productId(), 5, 12, 0, "delivery")));
        assertThat(level()).isEqualTo(new StockTable.Level(shirt.storeId(), 12, 0, 2, 3));
    }

    @Test
    void movementsAreToldNewestFirstAndARefusalIsNone() {
        feed.publish(
                story.event(Story.stock(shirt, 10)),
                story.event(new StockReserved(item, shirt.productId(), order, new Quantity(3), 10, 3)),
                story.event(new StockRejected(item, shirt.productId(), OrderId.random(), new Quantity(99), 7)),
                story.event(new StockReleased(item, shirt.productId(), order, 3, 10, 0, "payment-declined")));

        List<StockMovement> movements = stock.movements(shirt.productId());

        assertThat(movements)
                .extracting(StockMovement::type)
                .containsExactly("StockReleased", "StockReserved", "InventoryItemCreated");
        assertThat(movements).extracting(StockMovement::change).containsExactly(3, -3, 10);
        assertThat(movements.getFirst().orderId()).isEqualTo(order);
        assertThat(movements.getFirst().reason()).isEqualTo("payment-declined");
        assertThat(movements.getFirst().at()).isEqualTo(Story.BEGIN.plusSeconds(4));
    }

    @Test
    void theLast50MovementsAreKept() {
        List<DomainEventMessage<Object>> events = new ArrayList<>();
        events.add(story.event(Story.stock(shirt, 0)));
        for (int i = 1; i <= 130; i++) {
            events.add(story.event(new StockAdjusted(item, shirt.productId(), 1, i, 0, "delivery " + i)));
        }
        feed.publish(events.subList(0, 70));
        feed.publish(events.subList(70, events.size()));

        List<StockMovement> movements = stock.movements(shirt.productId());

        assertThat(movements).hasSize(50);
        assertThat(movements.getFirst().reason()).isEqualTo("delivery 130");
        assertThat(movements.getLast().reason()).isEqualTo("delivery 81");
        assertThat(level().onHand()).isEqualTo(130);
    }

    @Test
    void theSameEventsAgainChangeNothing() {
        List<DomainEventMessage<Object>> events = List.of(
                story.event(Story.stock(shirt, 10)),
                story.event(new StockReserved(item, shirt.productId(), order, new Quantity(3), 10, 3)));
        feed.publish(events);
        List<StockMovement> movements = stock.movements(shirt.productId());

        feed.publish(events.getFirst());
        feed.publish(events);

        assertThat(level()).isEqualTo(new StockTable.Level(shirt.storeId(), 10, 3, 2, 1));
        assertThat(stock.movements(shirt.productId())).isEqualTo(movements);
    }

    private StockTable.Level level() {
        return stock.find(shirt.productId()).orElseThrow();
    }
}
