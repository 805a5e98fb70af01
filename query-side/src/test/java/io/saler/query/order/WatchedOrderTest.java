package io.saler.query.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.saler.identity.UserId;
import io.saler.order.OrderPlaced;
import io.saler.order.OrderStatus;
import io.saler.order.OrderView;
import io.saler.query.Story;
import io.saler.store.StoreId;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyEmitter.DataWithMediaType;

class WatchedOrderTest {

    private final StoreId store = StoreId.random();
    private final OrderPlaced placed =
            Story.order(UserId.random(), store, Story.product(store, "SHIRT", "Shirt", "19.99"));

    private OrderList.Found order(OrderStatus status, long version) {
        var totals = placed.totals();
        return new OrderList.Found(
                new OrderView(
                        placed.orderId(),
                        store,
                        placed.customerId(),
                        status,
                        null,
                        placed.lines(),
                        totals.subtotal(),
                        totals.discount(),
                        totals.tax(),
                        totals.shipping(),
                        totals.total(),
                        null,
                        null,
                        Story.BEGIN,
                        Story.BEGIN),
                version,
                0);
    }

    /** Nobody is asked here. */
    private static WatchedOrder watched(OrderList.Found order) {
        return new WatchedOrder(order, new OrderReader.Administrator(), null);
    }

    @Test
    void anEventIsNamedAndHasTheVersionOfTheOrder() {
        OrderList.Found order = order(OrderStatus.PLACED, 3);
        String text = watched(order).event(order).build().stream()
                .map(DataWithMediaType::getData)
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .reduce("", String::concat);
        assertThat(text).contains("id:3.0\n", "event:order\n", "data:");
        assertThat(watched(order).event(order).build())
                .extracting(DataWithMediaType::getMediaType)
                .contains(MediaType.APPLICATION_JSON);
    }

    @Test
    void anotherVersionOfTheSameLooksTheSame() {
        OrderList.Found order = order(OrderStatus.PLACED, 3);
        assertThat(watched(order).look(order(OrderStatus.PLACED, 4)))
                .isEqualTo(watched(order).look(order));
        assertThat(watched(order).look(order(OrderStatus.CONFIRMED, 4)))
                .isNotEqualTo(watched(order).look(order));
    }

    @Test
    void aRejectedOrderIsTheLastThatIsToldOfIt() {
        OrderList.Found order = order(OrderStatus.PLACED, 0);
        assertThat(watched(order).isLast(order)).isFalse();
        assertThat(watched(order).isLast(order(OrderStatus.REJECTED, 1))).isTrue();
    }
}
