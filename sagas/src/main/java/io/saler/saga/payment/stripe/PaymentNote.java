package io.saler.saga.payment.stripe;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is noted of a payment.
 *
 * @param begunAt when Stripe was first to be asked for money; null when it never was
 * @param intent Stripe's name for the payment, as far as it is known
 * @param decision what is to become of the payment; once there, it stays
 * @param code why it was declined
 * @param ended whether Stripe's last word was heard
 * @param isNew whether this very note is the first
 */
record PaymentNote(
        @Nullable Instant begunAt,
        @Nullable String intent,
        @Nullable Decision decision,
        @Nullable String code,
        boolean ended,
        boolean isNew) {

    /** What can become of a payment. The names are stored. */
    enum Decision {
        /** The money may be taken; whether it was, Stripe knows. */
        CAPTURE,
        /** Refused. The money must not be taken any more. */
        DECLINE,
        /** Given up. The money must not be taken any more. */
        CANCEL
    }

    boolean is(Decision decision) {
        return this.decision == decision;
    }
}
