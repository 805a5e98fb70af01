package io.saler.query.analytics;

/** A kind of data that reports are made of; each has one {@link Aggregator}. */
enum DataType {
    /** Orders that were placed, and that came to nothing. */
    ORDERS,
    /** What was sold, to whom, and what was given back. */
    REVENUE,
    /** Units that came and went. */
    STOCK,
    /** What products are called. */
    PRODUCTS
}
