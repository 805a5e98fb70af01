/**
 * Orders as people read them: how each stands, and everything that happened to it, its stock, its payment and its
 * notifications. The processing group {@code orders} follows these events in line by order.
 */
@NullMarked
package io.saler.query.order;

import org.jspecify.annotations.NullMarked;
