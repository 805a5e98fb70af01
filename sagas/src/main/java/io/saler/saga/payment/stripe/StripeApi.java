package io.saler.saga.payment.stripe;

import com.stripe.StripeClient;
import com.stripe.exception.ApiConnectionException;
import com.stripe.exception.AuthenticationException;
import com.stripe.exception.CardException;
import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.StripeException;
import com.stripe.model.PaymentIntent;
import com.stripe.model.Refund;
import com.stripe.model.StripeCollection;
import com.stripe.net.RequestOptions;
import com.stripe.param.PaymentIntentCancelParams;
import com.stripe.param.PaymentIntentCaptureParams;
import com.stripe.param.PaymentIntentCreateParams;
import com.stripe.param.PaymentIntentListParams;
import com.stripe.param.PaymentIntentSearchParams;
import com.stripe.param.RefundCreateParams;
import com.stripe.param.RefundListParams;
import io.saler.payment.PaymentId;
import io.saler.payment.PaymentMethod;
import io.saler.payment.RefundId;
import io.saler.saga.payment.GatewayUnavailable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The calls to Stripe, each under a key that follows from the payment or the refund and is the same whenever it is
 * made. The library repeats nothing by itself: a task that failed is repeated, with the same key and after a while, and
 * a call ends when its timeouts say so. A refusal for good is a {@link StripeRefusal}; whatever leaves open what Stripe
 * did, or can get better, is {@link GatewayUnavailable}.
 */
final class StripeApi {

    static final String PAYMENT = "paymentId";
    static final String REFUND = "refundId";

    private static final Logger LOG = LoggerFactory.getLogger(StripeApi.class);

    /** Refused by an invalid request's status, but only for the moment. */
    private static final Set<String> MOMENTARY =
            Set.of("idempotency_key_in_use", "lock_timeout", "rate_limit", "token_in_use");

    /** For so long after it was made an intent is looked for in the list, which has it at once, unlike the search. */
    private static final Duration RECENT = Duration.ofHours(1);

    /** By how much Stripe's clock may be behind ours. */
    private static final Duration SKEW = Duration.ofMinutes(5);

    private static final long PAGE = 100;

    private final StripeClient client;
    private final String returnUrl;

    StripeApi(StripeSettings settings, String returnUrl) {
        this.client = StripeClient.builder()
                .setApiKey(settings.apiKey())
                .setApiBase(settings.baseUrl().toString())
                .setConnectTimeout(Math.toIntExact(settings.connectTimeout().toMillis()))
                .setReadTimeout(Math.toIntExact(settings.readTimeout().toMillis()))
                .setMaxNetworkRetries(0)
                .setHttpClient(new TracedConnections())
                .build();
        this.returnUrl = returnUrl;
    }

    /** Makes the intent and confirms it, so that the money is set aside, unless the customer has to act first. */
    Intent authorise(PaymentId payment, long units, String currency, PaymentMethod method)
            throws GatewayUnavailable, StripeRefusal {
        var wanted = PaymentIntentCreateParams.builder()
                .setAmount(units)
                .setCurrency(currency.toLowerCase(Locale.ROOT))
                .addPaymentMethodType("card")
                .setPaymentMethod(method.token())
                .setCaptureMethod(PaymentIntentCreateParams.CaptureMethod.MANUAL)
                .setConfirm(true)
                .setReturnUrl(returnUrl)
                .putMetadata(PAYMENT, payment.toString())
                .build();
        return Intent.of(ask(() -> client.v1().paymentIntents().create(wanted, under(payment + ":authorise"))));
    }

    Intent capture(PaymentId payment, String intent) throws GatewayUnavailable, StripeRefusal {
        var all = PaymentIntentCaptureParams.builder().build();
        return Intent.of(ask(() -> client.v1().paymentIntents().capture(intent, all, under(payment + ":capture"))));
    }

    /** Stripe keeps a refusal under its key too, so from another state of the intent it is another request. */
    Intent cancel(PaymentId payment, Intent intent) throws GatewayUnavailable, StripeRefusal {
        String key = payment + ":cancel:" + intent.status();
        var reason = PaymentIntentCancelParams.builder()
                .setCancellationReason(PaymentIntentCancelParams.CancellationReason.ABANDONED)
                .build();
        return Intent.of(ask(() -> client.v1().paymentIntents().cancel(intent.id(), reason, under(key))));
    }

    Intent retrieve(String intent) throws GatewayUnavailable {
        return Intent.of(look(() -> client.v1().paymentIntents().retrieve(intent)));
    }

    /** The payment's intent, known or not, by what Stripe has noted on it; null when Stripe has none. */
    @Nullable
    Intent find(PaymentId payment, @Nullable Instant begunAt) throws GatewayUnavailable {
        if (begunAt == null || begunAt.isBefore(Instant.now().minus(RECENT))) {
            var query = PaymentIntentSearchParams.builder()
                    .setQuery("metadata['%s']:'%s'".formatted(PAYMENT, payment))
                    .build();
            return of(
                    payment,
                    look(() -> client.v1().paymentIntents().search(query)).getData());
        }
        var since = PaymentIntentListParams.Created.builder()
                .setGte(begunAt.minus(SKEW).getEpochSecond())
                .build();
        String last = null;
        StripeCollection<PaymentIntent> page;
        do {
            var wanted = PaymentIntentListParams.builder()
                    .setCreated(since)
                    .setLimit(PAGE)
                    .setStartingAfter(last)
                    .build();
            page = look(() -> client.v1().paymentIntents().list(wanted));
            Intent found = of(payment, page.getData());
            if (found != null) {
                return found;
            }
            last = page.getData().isEmpty() ? null : page.getData().getLast().getId();
        } while (page.getHasMore() && last != null);
        return null;
    }

    private static @Nullable Intent of(PaymentId payment, List<PaymentIntent> intents) {
        return intents.stream()
                .filter(intent -> payment.toString().equals(intent.getMetadata().get(PAYMENT)))
                .findFirst()
                .map(Intent::of)
                .orElse(null);
    }

    Refund refund(PaymentId payment, String intent, RefundId refund, long units)
            throws GatewayUnavailable, StripeRefusal {
        var wanted = RefundCreateParams.builder()
                .setPaymentIntent(intent)
                .setAmount(units)
                .putMetadata(PAYMENT, payment.toString())
                .putMetadata(REFUND, refund.toString())
                .build();
        return ask(() -> client.v1().refunds().create(wanted, under(refund + ":refund")));
    }

    /** The refund of an intent by what Stripe has noted on it; null when Stripe has none. */
    @Nullable
    Refund find(RefundId refund, String intent) throws GatewayUnavailable {
        String last = null;
        StripeCollection<Refund> page;
        do {
            var wanted = RefundListParams.builder()
                    .setPaymentIntent(intent)
                    .setLimit(PAGE)
                    .setStartingAfter(last)
                    .build();
            page = look(() -> client.v1().refunds().list(wanted));
            for (Refund each : page.getData()) {
                if (Objects.equals(each.getMetadata().get(REFUND), refund.toString())) {
                    return each;
                }
            }
            last = page.getData().isEmpty() ? null : page.getData().getLast().getId();
        } while (page.getHasMore() && last != null);
        return null;
    }

    private static RequestOptions under(String key) {
        return RequestOptions.builder().setIdempotencyKey(key).build();
    }

    private interface Question<T> {
        T ask() throws StripeException;
    }

    /** For what only reads: that it is refused says nothing about the payment. */
    private static <T> T look(Question<T> question) throws GatewayUnavailable {
        try {
            return ask(question);
        } catch (StripeRefusal refused) {
            throw new GatewayUnavailable("Stripe: " + refused.getMessage());
        }
    }

    private static <T> T ask(Question<T> question) throws GatewayUnavailable, StripeRefusal {
        try {
            return question.ask();
        } catch (CardException | InvalidRequestException refused) {
            if (refused.getCode() != null && MOMENTARY.contains(refused.getCode())) {
                throw unavailable(refused);
            }
            throw new StripeRefusal(refused);
        } catch (AuthenticationException misconfigured) {
            LOG.error("Stripe does not accept saler.payment.stripe.api-key: {}", described(misconfigured));
            throw unavailable(misconfigured);
        } catch (StripeException unclear) {
            throw unavailable(unclear);
        }
    }

    private static GatewayUnavailable unavailable(StripeException why) {
        return new GatewayUnavailable("Stripe: " + described(why));
    }

    /** For logs: without Stripe's words, which may quote what the customer pays with. */
    static String described(StripeException why) {
        return why instanceof ApiConnectionException
                ? String.valueOf(why.getCause())
                : "status %d, code %s, request %s".formatted(why.getStatusCode(), why.getCode(), why.getRequestId());
    }
}
