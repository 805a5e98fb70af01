package io.saler.analytics;

/** What a visitor of a store did. */
public enum TrackedType {
    PAGE_VIEW,
    PRODUCT_VIEW,
    SEARCH,
    ADD_TO_CART,
    CHECKOUT_STEP,
    /** Whatever the store has a name of its own for. */
    CUSTOM
}
