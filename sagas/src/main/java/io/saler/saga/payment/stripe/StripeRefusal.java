package io.saler.saga.payment.stripe;

import com.stripe.exception.StripeException;
import com.stripe.model.StripeError;
import org.jspecify.annotations.Nullable;

/** Stripe has understood and said no; asking the same again would not help. */
final class StripeRefusal extends Exception {

    private static final long serialVersionUID = 1L;

    private final String code;
    private final transient @Nullable Intent intent;

    StripeRefusal(StripeException refused) {
        super(StripeApi.described(refused));
        StripeError error = refused.getStripeError();
        String specific = error == null ? null : error.getDeclineCode();
        String general = refused.getCode();
        this.code = general == null && specific == null ? "invalid_request" : DeclineCode.of(general, specific);
        this.intent = error == null || error.getPaymentIntent() == null
                ? null
                : Intent.of(error.getPaymentIntent()).refusedBy(code);
    }

    /** Stripe's code, fit to be told. */
    String code() {
        return code;
    }

    /** The intent that it is about, as it stands after the refusal; null when the request came to nothing at all. */
    @Nullable
    Intent intent() {
        return intent;
    }
}
