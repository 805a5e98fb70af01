package io.saler.saga.payment.stripe;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How Stripe is reached ({@code saler.payment.stripe.*}). Refuses to be built without the two secrets, so that no
 * process starts that could take orders but no money.
 *
 * @param apiKey a secret or restricted key of the account
 * @param webhookSecret what the webhook's events are signed with
 * @param returnUrl where customers come back to when they have acted; {@code saler.public-url} when null
 * @param readTimeout how long one answer may take. An operation is up to three calls, and all of them have to end
 *     within {@code saler.payment.gateway-timeout}; what does not is asked again under the same key
 * @param webhookTolerance how old a signature may be; five minutes are Stripe's own default
 */
@ConfigurationProperties("saler.payment.stripe")
@ConditionalOnProperty(name = "saler.payment.gateway", havingValue = "stripe")
record StripeSettings(
        String apiKey,
        String webhookSecret,
        @DefaultValue("https://api.stripe.com") URI baseUrl,
        @Nullable URI returnUrl,
        @DefaultValue("2s") Duration connectTimeout,
        @DefaultValue("8s") Duration readTimeout,
        @DefaultValue("5m") Duration webhookTolerance) {

    StripeSettings {
        requireText(apiKey, "api-key");
        requireText(webhookSecret, "webhook-secret");
        // To Stripe's library, no tolerance means that signatures never get old.
        if (webhookTolerance.toSeconds() < 1) {
            throw new IllegalArgumentException("saler.payment.stripe.webhook-tolerance is less than a second");
        }
    }

    private static void requireText(@Nullable String value, String name) {
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException(
                    "The payment gateway is stripe, but saler.payment.stripe." + name + " is not set");
        }
    }

    /** Without the secrets. */
    @Override
    public String toString() {
        return "StripeSettings[" + baseUrl + "]";
    }
}
