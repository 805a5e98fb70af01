package io.saler.order;

import io.saler.payment.RefundId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Says that the gateway did not carry this refund out, with its code. Repeating it changes nothing. */
public record RecordRefundRefused(@TargetAggregateIdentifier OrderId orderId, RefundId refundId, String code) {}
