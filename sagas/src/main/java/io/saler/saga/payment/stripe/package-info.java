/**
 * Stripe as the payment gateway. A payment is one PaymentIntent that is authorised first and captured in a call of its
 * own, and before each of the two a note of it is committed here: so whoever takes up a payment again, after a crash, a
 * lost answer or a webhook, finds the intent there is instead of making another, and money is never taken for a payment
 * that was given up.
 */
@NullMarked
package io.saler.saga.payment.stripe;

import org.jspecify.annotations.NullMarked;
