package io.saler.command.order;

import io.saler.order.OrderFailure.GivenUp;
import io.saler.order.OrderFailure.InsufficientStock;
import io.saler.order.OrderFailure.PaymentRefused;
import io.saler.order.OrderFailure.ReservationTimedOut;
import io.saler.order.OrderFailure.TransitionRefused;
import io.saler.order.OrderStatus;
import io.saler.order.OrderView;
import io.saler.order.RejectionReason;
import java.util.Arrays;

/** What an order's outcome is to somebody who waited for it to be paid. */
final class OrderRefusals {

    private OrderRefusals() {}

    /** Throws the failure that tells why the order has ended, if it has ended without being sold. */
    static void throwIfEndedUnpaid(OrderView order) {
        switch (order.status()) {
            case REJECTED -> throw rejection(order);
            case CANCELLED -> throw new TransitionRefused(OrderStatus.CANCELLED, OrderStatus.CONFIRMED);
            default -> {
                // It is sold, or may still be.
            }
        }
    }

    private static RuntimeException rejection(OrderView order) {
        RejectionReason reason = Arrays.stream(RejectionReason.values())
                .filter(each -> each.code().equals(order.reason()))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("No such reason: " + order.reason()));
        return switch (reason) {
            case INSUFFICIENT_STOCK -> new InsufficientStock(order.orderId());
            case PAYMENT_DECLINED, PAYMENT_TIMEOUT -> new PaymentRefused(order.orderId(), reason);
            case RESERVATION_TIMEOUT -> new ReservationTimedOut(order.orderId());
            case GIVEN_UP_BY_ADMINISTRATOR -> new GivenUp(order.orderId());
        };
    }
}
