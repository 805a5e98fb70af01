package io.saler.order;

/** Where an order stands. */
public enum OrderStatus {
    PLACED,
    /** The customer has to do something about the payment, until a deadline. */
    AWAITING_PAYMENT,
    CONFIRMED,
    SHIPPED,
    DELIVERED,
    REJECTED,
    CANCELLED,
    REFUNDED,
    PARTIALLY_REFUNDED;

    /** Whether the outcome of placing the order is known. */
    public boolean isDecided() {
        return this != PLACED && this != AWAITING_PAYMENT;
    }

    /**
     * Whether there is nothing more that its customer waits for: they have the goods, or will not get any. Streams of
     * the order end then, though a delivered order can still be refunded.
     */
    public boolean endsWaiting() {
        return switch (this) {
            case REJECTED, DELIVERED, CANCELLED, REFUNDED -> true;
            case PLACED, AWAITING_PAYMENT, CONFIRMED, SHIPPED, PARTIALLY_REFUNDED -> false;
        };
    }
}
