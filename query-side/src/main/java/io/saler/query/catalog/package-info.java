/**
 * Products as people read them. A {@link io.saler.query.catalog.ProductState} follows a product's own events and, of
 * its stock, only whether there is any: so an order changes nothing here unless it takes the last unit. The processing
 * groups {@code catalog}, {@code product-cache} and {@code search} each keep such states of their own.
 */
@NullMarked
package io.saler.query.catalog;

import org.jspecify.annotations.NullMarked;
