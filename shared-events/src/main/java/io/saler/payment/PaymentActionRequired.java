package io.saler.payment;

import io.saler.order.OrderId;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/**
 * The gateway wants the customer to act first. Revision 1 did not say what they have to do.
 *
 * @param action null when it was not said, or is between the customer and their bank alone
 */
@Revision("2")
public record PaymentActionRequired(
        PaymentId paymentId, OrderId orderId, @Nullable PaymentAction action) implements PaymentEvent {}
