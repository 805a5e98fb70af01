package io.saler.order;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * Ends an order that cannot be fulfilled. Repeating it changes nothing; refused with
 * {@link OrderFailure.PaymentInProgress} when its customer has begun a later attempt to pay.
 *
 * @param attempt the latest attempt to pay, which failed or was never begun
 */
public record RejectOrder(@TargetAggregateIdentifier OrderId orderId, RejectionReason reason, int attempt) {}
