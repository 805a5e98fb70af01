package io.saler.payment;

import io.saler.value.Money;

/** A payment as clients read it, within its order. */
public record PaymentView(PaymentId paymentId, PaymentStatus status, Money captured, Money refunded) {}
