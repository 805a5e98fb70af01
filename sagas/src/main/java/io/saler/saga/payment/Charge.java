package io.saler.saga.payment;

import io.saler.payment.PaymentMethod;
import io.saler.saga.task.Origin;
import io.saler.value.Money;
import org.jspecify.annotations.Nullable;

/** What a charging task has to know besides the payment's identifier. */
record Charge(Money amount, PaymentMethod method, @Nullable Origin origin) {}
