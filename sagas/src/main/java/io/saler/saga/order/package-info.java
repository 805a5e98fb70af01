/**
 * Takes a placed order through stock and payment. {@link io.saler.saga.order.OrderProcess} decides and knows nothing of
 * Axon; {@link io.saler.saga.order.OrderSaga} tells it what happened, sends what it asks for, and keeps the deadlines.
 */
@NullMarked
package io.saler.saga.order;

import org.jspecify.annotations.NullMarked;
