package io.saler.saga.order;

import io.saler.order.OrderCancelled;
import io.saler.order.OrderConfirmed;
import io.saler.order.OrderEvent;
import io.saler.order.OrderGivenUp;
import io.saler.order.OrderId;
import io.saler.order.OrderPlaced;
import io.saler.order.OrderRefundRequested;
import io.saler.order.OrderRefunded;
import io.saler.order.OrderRejected;
import io.saler.payment.PaymentId;
import io.saler.value.Money;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.axonframework.eventhandling.DomainEventMessage;

/** All that has happened in a shop. */
final class ModelHistory {

    private final List<DomainEventMessage<?>> log = new ArrayList<>();
    private final Map<OrderId, Money> orders = new LinkedHashMap<>();

    void add(DomainEventMessage<?> event) {
        log.add(event);
        if (event.getPayload() instanceof OrderPlaced placed) {
            orders.put(placed.orderId(), placed.totals().total());
        }
    }

    /** How many events there are so far. */
    int size() {
        return log.size();
    }

    /** What each order costs. */
    Map<OrderId, Money> orders() {
        return orders;
    }

    <E> List<E> all(Class<E> type) {
        return log.stream()
                .map(DomainEventMessage::getPayload)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    /** Whether an order is open, sold, or has ended otherwise. */
    String status(OrderId order) {
        boolean sold = false;
        boolean ended = false;
        for (OrderEvent event : all(OrderEvent.class)) {
            if (event.orderId().equals(order)) {
                switch (event) {
                    case OrderConfirmed confirmed -> sold = true;
                    case OrderCancelled cancelled -> {
                        sold = false;
                        ended = true;
                    }
                    case OrderRejected rejected -> ended = true;
                    default -> {}
                }
            }
        }
        return sold ? "sold" : ended ? "ended" : "open";
    }

    /** What has happened in this shop that is worth having been seen. */
    Set<String> seen() {
        var seen = new LinkedHashSet<String>();
        Map<OrderId, Integer> refunds = new HashMap<>();
        Set<OrderId> givenUp = new HashSet<>();
        for (OrderEvent event : all(OrderEvent.class)) {
            seen.add(event.getClass().getSimpleName());
            if (event instanceof OrderRefunded refunded && refunds.merge(refunded.orderId(), 1, Integer::sum) == 2) {
                seen.add("two refunds");
            }
            if (event instanceof OrderGivenUp unpaid) {
                givenUp.add(unpaid.orderId());
            }
            if (event instanceof OrderConfirmed && givenUp.contains(event.orderId())) {
                seen.add("given up and then paid");
            }
            if (event instanceof OrderConfirmed confirmed
                    && !confirmed.paymentId().equals(PaymentId.of(confirmed.orderId(), 1))) {
                seen.add("paid in a later attempt");
            }
            if (event instanceof OrderRefundRequested refund
                    && !refund.returned().isEmpty()) {
                seen.add("cancelled after payment");
            }
        }
        return seen;
    }
}
