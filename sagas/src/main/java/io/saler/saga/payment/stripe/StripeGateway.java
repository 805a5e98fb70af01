package io.saler.saga.payment.stripe;

import com.stripe.model.Refund;
import io.saler.payment.PaymentId;
import io.saler.payment.PaymentMethod;
import io.saler.payment.RefundId;
import io.saler.saga.payment.GatewayUnavailable;
import io.saler.saga.payment.PaymentGateway;
import io.saler.saga.payment.PaymentOutcome;
import io.saler.saga.payment.RefundOutcome;
import io.saler.saga.payment.stripe.PaymentNote.Decision;
import io.saler.value.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes money by Stripe. Where several threads or processes work on one payment, the note in the database says which of
 * taking and giving up has come first, and Stripe itself whether a capture or a cancellation has; so any number of
 * calls, in any order, with a crash between any two steps, end alike.
 */
final class StripeGateway implements PaymentGateway {

    private static final Logger LOG = LoggerFactory.getLogger(StripeGateway.class);

    /** The code of an amount that Stripe cannot take to the last digit. */
    static final String NOT_CHARGEABLE = "amount_not_chargeable";

    /** The reference of a payment of nothing, which Stripe is not bothered with. */
    static final String FREE = "free-of-charge";

    /** For how long Stripe surely answers a key as it did before: a day, less what clocks and queues take of it. */
    private static final Duration KEYS_HOLD = Duration.ofHours(20);

    private final StripeApi stripe;
    private final PaymentNotes payments;
    private final RefundNotes refunds;

    StripeGateway(StripeApi stripe, PaymentNotes payments, RefundNotes refunds) {
        this.stripe = stripe;
        this.payments = payments;
        this.refunds = refunds;
    }

    @Override
    public PaymentOutcome charge(PaymentId payment, Money amount, PaymentMethod method, Instant requestedAt)
            throws GatewayUnavailable {
        if (amount.amount().signum() == 0) {
            return withoutIntent(payments.decide(payment, null, Decision.CAPTURE, null));
        }
        PaymentNote note = payments.begin(payment);
        Intent intent = note.isNew() ? intentUnnoted(payment, requestedAt) : intentOf(payment, note);
        if (intent != null) {
            return settle(payment, intent);
        }
        return note.decision() == null ? authorise(payment, amount, method) : withoutIntent(note);
    }

    @Override
    public PaymentOutcome resume(PaymentId payment) throws GatewayUnavailable {
        PaymentNote note = payments.find(payment)
                .orElseThrow(() -> new GatewayUnavailable("Nothing is known of payment " + payment));
        Intent intent = intentOf(payment, note);
        if (intent != null) {
            return settle(payment, intent);
        }
        if (note.decision() == null) {
            throw new GatewayUnavailable("Stripe has no intent of payment " + payment + " yet");
        }
        return withoutIntent(note);
    }

    @Override
    public PaymentOutcome cancel(PaymentId payment) throws GatewayUnavailable {
        PaymentNote note = payments.decide(payment, null, Decision.CANCEL, null);
        Intent intent = intentOf(payment, note);
        return intent == null
                ? withoutIntent(note)
                : giveUp(payment, intent, withoutMoney(payments.know(payment, intent.id())));
    }

    /** Of a payment that was to be charged already; a crash may have come between making its intent and noting it. */
    private @Nullable Intent intentOf(PaymentId payment, PaymentNote note) throws GatewayUnavailable {
        String known = note.intent();
        if (known != null) {
            return stripe.retrieve(known);
        }
        boolean free = note.is(Decision.CAPTURE);
        return free ? null : stripe.find(payment, note.begunAt());
    }

    /** Of a payment without a note: there is none, unless the note was lost. A recent one is found by its key. */
    private @Nullable Intent intentUnnoted(PaymentId payment, Instant requestedAt) throws GatewayUnavailable {
        boolean keyMayBeForgotten = requestedAt.isBefore(Instant.now().minus(KEYS_HOLD));
        return keyMayBeForgotten ? stripe.find(payment, null) : null;
    }

    private PaymentOutcome authorise(PaymentId payment, Money amount, PaymentMethod method) throws GatewayUnavailable {
        OptionalLong units = MinorUnits.of(amount);
        if (units.isEmpty()) {
            LOG.warn("Stripe cannot take exactly {} for payment {}", amount, payment);
            return withoutIntent(payments.decide(payment, null, Decision.DECLINE, NOT_CHARGEABLE));
        }
        try {
            String currency = amount.currency().getCurrencyCode();
            return settle(payment, stripe.authorise(payment, units.getAsLong(), currency, method));
        } catch (StripeRefusal refused) {
            Intent refusedIntent = refused.intent();
            if (refusedIntent != null) {
                return settle(payment, refusedIntent);
            }
            LOG.warn("Stripe refuses payment {}: {}", payment, refused.getMessage());
            return withoutIntent(payments.decide(payment, null, Decision.DECLINE, refused.code()));
        }
    }

    /** Takes a payment as far as it goes from where Stripe says it is. */
    private PaymentOutcome settle(PaymentId payment, Intent intent) throws GatewayUnavailable {
        return switch (intent.status()) {
            case Intent.SUCCEEDED -> {
                payments.know(payment, intent.id());
                yield captured(payment, intent);
            }
            case Intent.AUTHORISED -> {
                PaymentNote decided = payments.decide(payment, intent.id(), Decision.CAPTURE, null);
                yield decided.is(Decision.CAPTURE)
                        ? capture(payment, intent)
                        : giveUp(payment, intent, withoutMoney(decided));
            }
            case Intent.REFUSED -> {
                String code = intent.refusal() == null ? DeclineCode.of(null, null) : intent.refusal();
                PaymentNote decided = payments.decide(payment, intent.id(), Decision.DECLINE, code);
                // Or else somebody who has its link could still pay it.
                yield giveUp(
                        payment,
                        intent,
                        decided.is(Decision.CAPTURE) ? new PaymentOutcome.Declined(code) : withoutMoney(decided));
            }
            case Intent.AWAITS_CUSTOMER -> {
                PaymentNote note = payments.know(payment, intent.id());
                yield note.decision() == null
                        ? new PaymentOutcome.ActionRequired(intent.action())
                        : giveUp(payment, intent, withoutMoney(note));
            }
            case Intent.CANCELLED -> ended(payment, withoutMoney(payments.know(payment, intent.id())));
            default -> throw unclear(intent);
        };
    }

    private PaymentOutcome capture(PaymentId payment, Intent authorised) throws GatewayUnavailable {
        String refusal = null;
        Intent intent;
        try {
            intent = stripe.capture(payment, authorised.id());
        } catch (StripeRefusal refused) {
            // Somebody else may have been faster, with a capture or with a cancellation.
            refusal = refused.code();
            intent = stripe.retrieve(authorised.id());
        }
        if (intent.is(Intent.SUCCEEDED)) {
            return captured(payment, intent);
        }
        if (refusal == null) {
            throw unclear(intent);
        }
        return giveUp(
                payment,
                intent,
                intent.is(Intent.CANCELLED) ? new PaymentOutcome.Cancelled() : new PaymentOutcome.Declined(refusal));
    }

    /** Sees to it that an intent is never paid, unless it is; then that is the outcome. */
    private PaymentOutcome giveUp(PaymentId payment, Intent intent, PaymentOutcome outcome) throws GatewayUnavailable {
        Intent now = intent;
        if (!now.is(Intent.CANCELLED) && !now.is(Intent.SUCCEEDED)) {
            try {
                now = stripe.cancel(payment, intent);
            } catch (StripeRefusal tooLate) {
                now = stripe.retrieve(intent.id());
            }
        }
        if (now.is(Intent.SUCCEEDED)) {
            return captured(payment, now);
        }
        if (now.is(Intent.CANCELLED)) {
            return ended(payment, outcome);
        }
        throw unclear(now);
    }

    private PaymentOutcome captured(PaymentId payment, Intent intent) {
        return ended(payment, new PaymentOutcome.Captured(intent.id()));
    }

    private PaymentOutcome ended(PaymentId payment, PaymentOutcome outcome) {
        payments.end(payment);
        return outcome;
    }

    /** Of a payment that Stripe knows nothing of: it was free, refused before there was an intent, or given up. */
    private static PaymentOutcome withoutIntent(PaymentNote note) throws GatewayUnavailable {
        if (note.intent() != null) {
            throw new GatewayUnavailable("Somebody else has just noted the intent " + note.intent());
        }
        return note.is(Decision.CAPTURE) ? new PaymentOutcome.Captured(FREE) : withoutMoney(note);
    }

    private static PaymentOutcome withoutMoney(PaymentNote note) {
        String code = note.code();
        return note.is(Decision.DECLINE) && code != null
                ? new PaymentOutcome.Declined(code)
                : new PaymentOutcome.Cancelled();
    }

    private static GatewayUnavailable unclear(Intent intent) {
        return new GatewayUnavailable("Stripe's intent %s is %s".formatted(intent.id(), intent.status()));
    }

    /** One that Stripe has accepted counts as made although it takes days to arrive. */
    @Override
    public RefundOutcome refund(PaymentId payment, RefundId refund, Money amount) throws GatewayUnavailable {
        Optional<RefundOutcome> known = refunds.outcome(refund);
        if (known.isPresent()) {
            return known.get();
        }
        RefundOutcome outcome = refund(payment, refund, MinorUnits.of(amount));
        return refunds.end(refund, payment, outcome);
    }

    /** Looked for before it is made: that costs one more call of a rare thing, and holds when the key is forgotten. */
    private RefundOutcome refund(PaymentId payment, RefundId refund, OptionalLong units) throws GatewayUnavailable {
        if (units.isEmpty()) {
            return new RefundOutcome.Refused(NOT_CHARGEABLE);
        }
        String intent = paidIntent(payment);
        if (intent == null) {
            return new RefundOutcome.Refused("payment_unknown");
        }
        Refund made = stripe.find(refund, intent);
        if (made != null) {
            return outcome(made);
        }
        try {
            return outcome(stripe.refund(payment, intent, refund, units.getAsLong()));
        } catch (StripeRefusal refused) {
            LOG.warn("Stripe refuses refund {} of payment {}: {}", refund, payment, refused.getMessage());
            return new RefundOutcome.Refused(refused.code());
        }
    }

    private @Nullable String paidIntent(PaymentId payment) throws GatewayUnavailable {
        String known = payments.find(payment).map(PaymentNote::intent).orElse(null);
        if (known != null) {
            return known;
        }
        Intent found = stripe.find(payment, null);
        return found == null ? null : found.id();
    }

    private static RefundOutcome outcome(Refund refund) {
        return switch (String.valueOf(refund.getStatus())) {
            case "failed", "canceled" ->
                new RefundOutcome.Refused(
                        refund.getFailureReason() == null ? refund.getStatus() : refund.getFailureReason());
            default -> new RefundOutcome.Refunded(refund.getId());
        };
    }
}
