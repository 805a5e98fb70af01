package io.saler.command.payment;

/** Lets the model of a whole shop have payments. */
public final class PaymentType {

    private PaymentType() {}

    public static Class<?> get() {
        return Payment.class;
    }
}
