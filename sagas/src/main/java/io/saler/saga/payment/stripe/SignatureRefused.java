package io.saler.saga.payment.stripe;

/** A webhook's request is not signed as Stripe signs, or was signed too long ago. */
final class SignatureRefused extends Exception {

    private static final long serialVersionUID = 1L;

    SignatureRefused(Exception why) {
        super(why);
    }
}
