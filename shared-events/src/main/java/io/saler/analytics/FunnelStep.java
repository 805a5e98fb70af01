package io.saler.analytics;

import org.jspecify.annotations.Nullable;

/**
 * The way from a visit to an order, in its order. A session has come to a step with its first event of that step or of
 * a later one, so no step has more sessions than the one before it.
 */
public enum FunnelStep {
    /** Any event at all. */
    VISIT,
    PRODUCT_VIEW,
    ADD_TO_CART,
    /** Any step of the checkout. */
    CHECKOUT,
    PAYMENT,
    PURCHASE;

    /** The farthest step that an event shows; {@code checkout} is known of a {@link TrackedType#CHECKOUT_STEP} only. */
    public static FunnelStep of(TrackedType type, @Nullable CheckoutStep checkout) {
        return switch (type) {
            case PAGE_VIEW, SEARCH, CUSTOM -> VISIT;
            case PRODUCT_VIEW -> PRODUCT_VIEW;
            case ADD_TO_CART -> ADD_TO_CART;
            case CHECKOUT_STEP ->
                switch (checkout) {
                    case null -> CHECKOUT;
                    case STARTED, ADDRESS, SHIPPING -> CHECKOUT;
                    case PAYMENT -> PAYMENT;
                    case COMPLETED -> PURCHASE;
                };
        };
    }
}
