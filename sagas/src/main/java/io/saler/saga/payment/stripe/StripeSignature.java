package io.saler.saga.payment.stripe;

import com.stripe.exception.SignatureVerificationException;
import com.stripe.net.Webhook;
import java.time.Duration;

/** Tells what Stripe has sent, a short while ago, from anything else. */
final class StripeSignature {

    private final String secret;
    private final Duration tolerance;

    StripeSignature(String secret, Duration tolerance) {
        this.secret = secret;
        this.tolerance = tolerance;
    }

    /** @param body every byte as it has arrived */
    void check(String body, String header) throws SignatureRefused {
        try {
            Webhook.Signature.verifyHeader(body, header, secret, tolerance.toSeconds());
        } catch (SignatureVerificationException | NumberFormatException | ArrayIndexOutOfBoundsException refused) {
            // The library does not expect a header that is no signature at all.
            throw new SignatureRefused(refused);
        }
    }
}
