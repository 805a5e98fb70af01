/**
 * A merchant's store: the owner of a catalogue, selling in one currency. Whoever opens a store may do everything to its
 * products and orders, and nothing to anybody else's.
 */
@NullMarked
package io.saler.store;

import org.jspecify.annotations.NullMarked;
