package io.saler.command.order;

import io.saler.failure.Failure;
import io.saler.failure.FailureKind;

/** The order would cost more, or have more units of one product, than Saler can count. */
final class OrderTooLarge extends Failure {

    private static final long serialVersionUID = 1L;

    OrderTooLarge() {
        super(FailureKind.INVALID, "order-too-large", "The order is too large.");
    }
}
