package io.saler.saga.payment.stripe;

import com.stripe.model.PaymentIntent;
import com.stripe.model.StripeError;
import io.saler.payment.PaymentAction;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What matters of a PaymentIntent.
 *
 * @param status as Stripe names it
 * @param action what the customer has to do, where that is to follow a link
 * @param refusal why the last attempt to pay has failed
 */
record Intent(
        String id,
        String status,
        @Nullable PaymentAction action,
        @Nullable String refusal) {

    static final String SUCCEEDED = "succeeded";
    static final String CANCELLED = "canceled";
    static final String AUTHORISED = "requires_capture";
    static final String AWAITS_CUSTOMER = "requires_action";
    static final String REFUSED = "requires_payment_method";

    static Intent of(PaymentIntent intent) {
        StripeError error = intent.getLastPaymentError();
        return new Intent(
                intent.getId(),
                String.valueOf(intent.getStatus()),
                action(intent),
                error == null ? null : DeclineCode.of(error.getCode(), error.getDeclineCode()));
    }

    /** With this as the reason, unless it has one of its own. */
    Intent refusedBy(String code) {
        return new Intent(id, status, action, refusal == null ? code : refusal);
    }

    boolean is(String status) {
        return this.status.equals(status);
    }

    private static @Nullable PaymentAction action(PaymentIntent intent) {
        return Optional.ofNullable(intent.getNextAction())
                .map(PaymentIntent.NextAction::getRedirectToUrl)
                .map(PaymentIntent.NextAction.RedirectToUrl::getUrl)
                .map(url -> new PaymentAction(URI.create(url)))
                .orElse(null);
    }
}
