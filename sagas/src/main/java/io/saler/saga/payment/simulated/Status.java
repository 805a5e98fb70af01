package io.saler.saga.payment.simulated;

/** How a payment stands in the books. The names are stored. */
enum Status {
    /** Asked for, not decided yet. */
    PENDING,
    ACTION_REQUIRED,
    CAPTURED,
    DECLINED,
    CANCELLED
}
