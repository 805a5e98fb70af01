/**
 * A payment gateway for trying things out, with misbehaviour to order. It keeps its own durable books, apart from
 * Saler's, as a bank would; they show whether anybody was charged twice.
 */
@NullMarked
package io.saler.saga.payment.simulated;

import org.jspecify.annotations.NullMarked;
