package io.saler.payment;

import io.saler.order.OrderId;

/** Everything that can have happened to a payment. */
public sealed interface PaymentEvent
        permits PaymentRequested,
                PaymentActionRequired,
                PaymentCaptured,
                PaymentDeclined,
                PaymentCancellationRequested,
                PaymentCancelled,
                PaymentRefundRequested,
                PaymentRefunded,
                PaymentRefundRefused {

    PaymentId paymentId();

    OrderId orderId();
}
