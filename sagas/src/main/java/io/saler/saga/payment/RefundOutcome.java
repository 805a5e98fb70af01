package io.saler.saga.payment;

/** How a refund has ended at the gateway. */
public sealed interface RefundOutcome {

    /** The money is on its way to the customer, under the gateway's own reference. */
    record Refunded(String reference) implements RefundOutcome {}

    /** The money stays where it is, with the gateway's code. */
    record Refused(String code) implements RefundOutcome {}
}
