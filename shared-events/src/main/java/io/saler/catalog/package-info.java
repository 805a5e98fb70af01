/**
 * What a store sells and for how much. A {@link io.saler.catalog.ProductId product} is identified by its store and SKU;
 * its price is the only one that orders are computed with.
 */
@NullMarked
package io.saler.catalog;

import org.jspecify.annotations.NullMarked;
