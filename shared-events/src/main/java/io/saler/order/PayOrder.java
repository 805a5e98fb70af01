package io.saler.order;

import io.saler.payment.PaymentMethod;
import java.util.UUID;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * Pays an order that waits for its customer, in a new attempt whose number is the answer; the same request once more is
 * the same attempt. Refused with {@link OrderFailure.AlreadyPaid}, with {@link OrderFailure.PaymentInProgress} while an
 * attempt is under way, with {@link OrderFailure.BeingCancelled}, and with {@link OrderFailure.TransitionRefused} when
 * the order has ended.
 */
public record PayOrder(@TargetAggregateIdentifier OrderId orderId, PaymentMethod paymentMethod, UUID requestId) {}
