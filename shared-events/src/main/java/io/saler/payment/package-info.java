/**
 * Money taken for an order, at most once. A {@link io.saler.payment.PaymentId payment} is requested by the order saga,
 * made by a worker at the payment gateway, and recorded here, whatever the order and number of the gateway's answers.
 */
@NullMarked
package io.saler.payment;

import org.jspecify.annotations.NullMarked;
