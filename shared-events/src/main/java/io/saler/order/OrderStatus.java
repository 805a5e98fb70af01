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
}
