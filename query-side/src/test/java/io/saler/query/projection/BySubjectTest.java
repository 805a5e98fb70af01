package io.saler.query.projection;

import static org.assertj.core.api.Assertions.assertThat;

import io.saler.catalog.ProductCreated;
import io.saler.identity.UserId;
import io.saler.inventory.InventoryItemId;
import io.saler.inventory.StockAdjusted;
import io.saler.inventory.StockRejected;
import io.saler.inventory.StockReserved;
import io.saler.notification.NotificationId;
import io.saler.notification.NotificationKind;
import io.saler.notification.NotificationRequested;
import io.saler.order.OrderId;
import io.saler.order.OrderPlaced;
import io.saler.payment.PaymentDeclined;
import io.saler.payment.PaymentId;
import io.saler.query.Story;
import io.saler.store.StoreId;
import io.saler.store.StoreOpened;
import io.saler.value.Quantity;
import org.junit.jupiter.api.Test;

class BySubjectTest {

    private final Story story = new Story();
    private final ProductCreated shirt = Story.product(StoreId.random(), "SHIRT", "Shirt", "19.99");
    private final InventoryItemId item = InventoryItemId.of(shirt.productId());
    private final OrderPlaced placed = Story.order(UserId.random(), shirt.storeId(), shirt);
    private final OrderId order = placed.orderId();

    @Test
    void allThatIsAboutAnOrderIsInOneLine() {
        assertThat(line(BySubject.ORDER, placed)).isEqualTo(order.toString());
        assertThat(line(BySubject.ORDER, new PaymentDeclined(PaymentId.of(order, 1), order, "card_declined")))
                .isEqualTo(order.toString());
        assertThat(line(BySubject.ORDER, new StockReserved(item, shirt.productId(), order, new Quantity(1), 2, 1)))
                .isEqualTo(order.toString());
        assertThat(line(BySubject.ORDER, new StockRejected(item, shirt.productId(), order, new Quantity(1), 0)))
                .isEqualTo(order.toString());
        assertThat(line(
                        BySubject.ORDER,
                        new NotificationRequested(
                                NotificationId.of(NotificationKind.ORDER_CONFIRMED, order),
                                UserId.random(),
                                NotificationKind.ORDER_CONFIRMED,
                                order,
                                null)))
                .isEqualTo(order.toString());
    }

    @Test
    void allThatIsAboutAProductIsInOneLine() {
        assertThat(line(BySubject.PRODUCT, shirt)).isEqualTo(shirt.productId().toString());
        assertThat(line(BySubject.PRODUCT, Story.stock(shirt, 3)))
                .isEqualTo(shirt.productId().toString());
        assertThat(line(BySubject.PRODUCT, new StockReserved(item, shirt.productId(), order, new Quantity(1), 2, 1)))
                .isEqualTo(shirt.productId().toString());
    }

    @Test
    void everythingElseIsInLineByItsAggregate() {
        StoreOpened store = Story.store(UserId.random());

        assertThat(line(BySubject.PRODUCT, store)).isEqualTo(store.storeId().toString());
        assertThat(line(BySubject.ORDER, new StockAdjusted(item, shirt.productId(), 1, 4, 0, "delivery")))
                .isEqualTo(item.toString());
    }

    private Object line(BySubject policy, Object event) {
        return policy.getSequenceIdentifierFor(story.event(event));
    }
}
