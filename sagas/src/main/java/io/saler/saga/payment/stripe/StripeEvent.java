package io.saler.saga.payment.stripe;

import io.saler.payment.PaymentId;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A webhook's event as far as it is believed: which it is, and which payment may stand elsewhere now. How the payment
 * stands is asked, for events come late and in any order. Read by hand, since an event has the form of the API's
 * version that the webhook was set up with, which need not be the library's.
 */
record StripeEvent(String id, PaymentId payment) {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_]{1,255}");

    /** After these, an intent has come a step further or to its end. */
    private static final Set<String> TELLING = Set.of(
            "payment_intent.amount_capturable_updated",
            "payment_intent.succeeded",
            "payment_intent.payment_failed",
            "payment_intent.canceled");

    /** Nothing when it is not about a payment of Saler's, or tells nothing new. */
    static Optional<StripeEvent> read(String body) {
        try {
            JsonNode event = JSON.readTree(body);
            String id = event.path("id").asString("");
            String payment =
                    event.at("/data/object/metadata/" + StripeApi.PAYMENT).asString("");
            return TELLING.contains(event.path("type").asString(""))
                            && ID.matcher(id).matches()
                    ? Optional.of(new StripeEvent(id, PaymentId.of(payment)))
                    : Optional.empty();
        } catch (JacksonException | IllegalArgumentException foreign) {
            return Optional.empty();
        }
    }
}
