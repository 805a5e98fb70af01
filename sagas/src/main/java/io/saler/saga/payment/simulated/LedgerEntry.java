package io.saler.saga.payment.simulated;

import io.saler.payment.PaymentId;
import io.saler.payment.PaymentMethod;
import io.saler.value.Money;
import java.time.Instant;

/** One line of the bank statement: there is one per idempotency key, whatever was asked under it and how often. */
public record LedgerEntry(
        String idempotencyKey,
        PaymentId paymentId,
        Money amount,
        Money captured,
        Money refunded,
        PaymentMethod method,
        String status,
        Instant at) {}
