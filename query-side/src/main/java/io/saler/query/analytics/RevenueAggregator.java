package io.saler.query.analytics;

import static io.saler.query.analytics.FactTable.REFUND;
import static io.saler.query.analytics.FactTable.SALE;

import io.saler.order.OrderConfirmed;
import io.saler.order.OrderRefunded;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Sales, each when its order is confirmed, and what customers have back, each when they have it. */
@Component
class RevenueAggregator implements Aggregator {

    @Override
    public DataType dataType() {
        return DataType.REVENUE;
    }

    @Override
    public Set<Class<?>> counted() {
        return Set.of(OrderConfirmed.class, OrderRefunded.class);
    }

    @Override
    public void add(Happening happening, Facts facts) {
        switch (happening.event()) {
            case OrderConfirmed confirmed -> sell(confirmed, happening, facts);
            case OrderRefunded refunded -> refund(refunded, happening, facts);
            default -> throw new IllegalArgumentException(happening.toString());
        }
    }

    private static void sell(OrderConfirmed confirmed, Happening happening, Facts facts) {
        facts.origins()
                .order(confirmed.orderId())
                .ifPresent(order -> facts.add(
                        SALE,
                        order.store(),
                        confirmed.orderId(),
                        happening.position(),
                        happening.at(),
                        order.store(),
                        order.customer(),
                        order.total().currency(),
                        order.units(),
                        order.total().amount()));
    }

    private static void refund(OrderRefunded refunded, Happening happening, Facts facts) {
        facts.origins()
                .order(refunded.orderId())
                .ifPresent(order -> facts.add(
                        REFUND,
                        order.store(),
                        refunded.orderId(),
                        happening.version(),
                        happening.position(),
                        happening.at(),
                        order.store(),
                        refunded.amount().currency(),
                        refunded.amount().amount()));
    }
}
