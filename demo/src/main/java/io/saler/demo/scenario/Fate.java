package io.saler.demo.scenario;

import io.saler.demo.client.Order;

/** How an order must end, as far as that can be known before it is placed. */
public enum Fate {
    CONFIRMED,
    PAYMENT_DECLINED,
    INSUFFICIENT_STOCK,
    /** One of several for the same few units: the first ones get them, the others are told so. */
    FIRST_COME;

    /** Whether the order has ended in this way. */
    public boolean allows(Order order) {
        return switch (this) {
            case CONFIRMED -> order.isConfirmed();
            case PAYMENT_DECLINED -> isRejectedFor(order, "payment-declined");
            case INSUFFICIENT_STOCK -> isRejectedFor(order, "insufficient-stock");
            case FIRST_COME -> order.isConfirmed() || isRejectedFor(order, "insufficient-stock");
        };
    }

    /** The words in which Saler would put it. */
    public String words() {
        return switch (this) {
            case CONFIRMED -> "CONFIRMED";
            case PAYMENT_DECLINED -> "REJECTED payment-declined";
            case INSUFFICIENT_STOCK -> "REJECTED insufficient-stock";
            case FIRST_COME -> "CONFIRMED or REJECTED insufficient-stock";
        };
    }

    private static boolean isRejectedFor(Order order, String reason) {
        return order.isRejected() && reason.equals(order.reason());
    }
}
