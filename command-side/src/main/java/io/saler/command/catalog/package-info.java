/**
 * What a store sells. A {@link io.saler.command.catalog.Product product} comes into being together with its stock, in
 * one transaction. The price list beside it is written in the transaction of the event that changes a price, so an
 * order is never computed with a price that is gone.
 */
@NullMarked
package io.saler.command.catalog;

import org.jspecify.annotations.NullMarked;
