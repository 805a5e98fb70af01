package io.saler.order;

import io.saler.payment.PaymentId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Says that stock is reserved and the payment made. Repeating it changes nothing. */
public record ConfirmOrder(@TargetAggregateIdentifier OrderId orderId, PaymentId paymentId) {}
