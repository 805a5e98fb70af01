package io.saler.demo.client;

/** What the payment gateway says it took and gave back under one idempotency key. */
public record LedgerEntry(String idempotencyKey, String paymentId, Money amount, Money captured, Money refunded) {

    /** What the customer has really paid in the end. */
    public Money kept() {
        return captured.minus(refunded);
    }
}
