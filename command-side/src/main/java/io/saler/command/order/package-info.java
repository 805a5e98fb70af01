/**
 * An order's promises. Placing computes it from the store's own {@link io.saler.command.order.PriceList prices}; after
 * that the order only moves forward, each step once, however often it is asked to: by Saler until it is confirmed or
 * rejected, and by its {@link io.saler.command.order.OrderOwnership store} until it is delivered.
 */
@NullMarked
package io.saler.command.order;

import org.jspecify.annotations.NullMarked;
