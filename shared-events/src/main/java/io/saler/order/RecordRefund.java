package io.saler.order;

import io.saler.payment.RefundId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Says that an order's customer has their money of this refund. Repeating it changes nothing. */
public record RecordRefund(@TargetAggregateIdentifier OrderId orderId, RefundId refundId) {}
