package io.saler.command.order;

import io.saler.failure.Failure;
import io.saler.failure.FailureKind;
import io.saler.order.OrderId;
import io.saler.order.RejectionReason;
import java.util.Map;

/** With {@code Prefer: wait}: nobody could say in time whether the stock suffices, so the order was given up. */
final class ReservationTimedOut extends Failure {

    private static final long serialVersionUID = 1L;

    ReservationTimedOut(OrderId order) {
        super(
                FailureKind.CONFLICT,
                RejectionReason.RESERVATION_TIMEOUT.code(),
                "Stock could not be reserved in time for this order.",
                Map.of("orderId", order.toString()));
    }
}
