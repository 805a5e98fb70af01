package io.saler.payment;

/** Where a payment stands. */
public enum PaymentStatus {
    REQUESTED,
    ACTION_REQUIRED,
    CAPTURED,
    DECLINED,
    CANCELLED
}
