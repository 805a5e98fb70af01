package io.saler.query.catalog;

/** Whether a product can be ordered. */
public enum ProductStatus {
    ACTIVE,
    DISCONTINUED
}
