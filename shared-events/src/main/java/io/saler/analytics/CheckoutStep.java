package io.saler.analytics;

/** How far a visitor is with an order; a store reports those that its checkout has. */
public enum CheckoutStep {
    STARTED,
    ADDRESS,
    SHIPPING,
    PAYMENT,
    COMPLETED
}
