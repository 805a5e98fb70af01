package io.saler.saga.payment;

import io.saler.payment.PaymentId;
import io.saler.saga.task.FollowUp;
import io.saler.saga.task.Origin;
import io.saler.value.Money;
import org.jspecify.annotations.Nullable;

/** What a refunding task has to know besides the refund's identifier. */
record Repayment(PaymentId payment, Money amount, @Nullable Origin origin) implements FollowUp {}
