package io.saler.query.analytics;

import static io.saler.query.analytics.FactTable.ORDER_ENDED;
import static io.saler.query.analytics.FactTable.ORDER_LINE;
import static io.saler.query.analytics.FactTable.ORDER_PLACED;

import io.saler.order.OrderCancelled;
import io.saler.order.OrderEvent;
import io.saler.order.OrderLine;
import io.saler.order.OrderPlaced;
import io.saler.order.OrderRejected;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Orders as they are placed, line by line, and those that come to nothing. */
@Component
class OrderAggregator implements Aggregator {

    @Override
    public DataType dataType() {
        return DataType.ORDERS;
    }

    @Override
    public Set<Class<?>> counted() {
        return Set.of(OrderPlaced.class, OrderCancelled.class, OrderRejected.class);
    }

    @Override
    public void add(Happening happening, Facts facts) {
        switch (happening.event()) {
            case OrderPlaced placed -> place(placed, happening, facts);
            case OrderCancelled cancelled -> end(cancelled, "CANCELLED", happening, facts);
            case OrderRejected rejected -> end(rejected, "REJECTED", happening, facts);
            default -> throw new IllegalArgumentException(happening.toString());
        }
    }

    private static void place(OrderPlaced placed, Happening happening, Facts facts) {
        Origins.Order order = Origins.Order.of(placed);
        facts.add(
                ORDER_PLACED,
                order.store(),
                placed.orderId(),
                happening.position(),
                happening.at(),
                order.store(),
                order.customer(),
                order.total().currency(),
                order.units(),
                order.total().amount());
        int number = 0;
        for (OrderLine line : placed.lines()) {
            facts.add(
                    ORDER_LINE,
                    order.store(),
                    placed.orderId(),
                    number++,
                    happening.position(),
                    happening.at(),
                    line.productId(),
                    line.quantity().units(),
                    line.total().amount());
        }
    }

    private static void end(OrderEvent event, String outcome, Happening happening, Facts facts) {
        facts.origins()
                .order(event.orderId())
                .ifPresent(order -> facts.add(
                        ORDER_ENDED,
                        order.store(),
                        event.orderId(),
                        happening.position(),
                        happening.at(),
                        order.store(),
                        outcome));
    }
}
