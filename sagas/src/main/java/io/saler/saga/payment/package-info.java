/**
 * Carries requests for money to the payment gateway and its answers back. Every call bears the payment's identifier as
 * its idempotency key, so a call may be repeated as often as crashes and lost answers demand.
 */
@NullMarked
package io.saler.saga.payment;

import org.jspecify.annotations.NullMarked;
