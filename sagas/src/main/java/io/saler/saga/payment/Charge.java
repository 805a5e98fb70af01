package io.saler.saga.payment;

import io.saler.payment.PaymentMethod;
import io.saler.value.Money;

/** What a charging task has to know besides the payment's identifier. */
record Charge(Money amount, PaymentMethod method) {}
