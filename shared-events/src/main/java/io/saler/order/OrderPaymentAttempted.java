package io.saler.order;

import io.saler.payment.PaymentMethod;
import java.util.UUID;
import org.axonframework.serialization.Revision;

/**
 * The customer pays once more; attempts count from 1, which is the one that follows from placing the order.
 *
 * @param requestId tells a repeated request from another one
 */
@Revision("1")
public record OrderPaymentAttempted(OrderId orderId, int attempt, PaymentMethod method, UUID requestId)
        implements OrderEvent {}
