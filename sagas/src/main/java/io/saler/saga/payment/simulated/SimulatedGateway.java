package io.saler.saga.payment.simulated;

import io.saler.payment.PaymentAction;
import io.saler.payment.PaymentId;
import io.saler.payment.PaymentMethod;
import io.saler.payment.RefundId;
import io.saler.saga.payment.GatewayUnavailable;
import io.saler.saga.payment.PaymentGateway;
import io.saler.saga.payment.PaymentOutcome;
import io.saler.saga.payment.RefundOutcome;
import io.saler.value.Money;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** A gateway whose behaviour is chosen by the payment method. What it has decided once, it answers ever after. */
public final class SimulatedGateway implements PaymentGateway {

    private static final int FLAKY_FAILURES = 2;
    private static final Duration SLOW = Duration.ofSeconds(3);

    private final Ledger ledger;

    private final String publicUrl;

    /** @param publicUrl where Saler is reached, by whoever has to do something for a payment */
    public SimulatedGateway(Ledger ledger, String publicUrl) {
        this.ledger = ledger;
        this.publicUrl = publicUrl;
    }

    @Override
    public PaymentOutcome charge(PaymentId payment, Money amount, PaymentMethod method, Instant requestedAt)
            throws GatewayUnavailable, InterruptedException {
        Decision atOnce = decision(method);
        PaymentOutcome known = outcome(payment, ledger.enter(payment, amount, method, atOnce.status(), atOnce.code()));
        if (known != null) {
            return known;
        }
        return switch (method.token()) {
            case "pm_flaky" -> flaky(payment);
            case "pm_slow" -> {
                Thread.sleep(SLOW);
                yield decide(payment, Status.CAPTURED, null);
            }
            case "pm_lost_answer" -> lostAnswer(payment);
            case "pm_never" -> {
                new CountDownLatch(1).await();
                throw new GatewayUnavailable("No answer");
            }
            // Entered by a version that died before it had decided.
            default -> decide(payment, atOnce.status(), atOnce.code());
        };
    }

    private record Decision(Status status, @Nullable String code) {}

    /** What is decided as soon as a payment is entered. */
    private static Decision decision(PaymentMethod method) {
        return switch (method.token()) {
            case "pm_approve", Ledger.NO_REFUND -> new Decision(Status.CAPTURED, null);
            case "pm_decline" -> new Decision(Status.DECLINED, "card_declined");
            case "pm_insufficient_funds" -> new Decision(Status.DECLINED, "insufficient_funds");
            case "pm_requires_action" -> new Decision(Status.ACTION_REQUIRED, null);
            case "pm_flaky", "pm_slow", "pm_lost_answer", "pm_never" -> new Decision(Status.PENDING, null);
            default -> new Decision(Status.DECLINED, "unknown_payment_method");
        };
    }

    @Override
    public PaymentOutcome resume(PaymentId payment) throws GatewayUnavailable {
        return settled(payment, ledger.standing(payment));
    }

    @Override
    public PaymentOutcome cancel(PaymentId payment) throws GatewayUnavailable {
        return settled(payment, ledger.cancel(payment));
    }

    /** A payment by {@code pm_no_refund} is never given back; the first answer to any refund is what it stays at. */
    @Override
    public RefundOutcome refund(PaymentId payment, RefundId refund, Money amount) {
        return ledger.refund(payment, refund, amount);
    }

    private PaymentOutcome flaky(PaymentId payment) throws GatewayUnavailable {
        int attempt = ledger.attempt(payment);
        if (attempt > 0 && attempt <= FLAKY_FAILURES) {
            throw new GatewayUnavailable("503, attempt %d".formatted(attempt));
        }
        return decide(payment, Status.CAPTURED, null);
    }

    private PaymentOutcome lostAnswer(PaymentId payment) throws GatewayUnavailable {
        if (ledger.decide(payment, Status.CAPTURED, null)) {
            throw new GatewayUnavailable("The connection broke before the answer");
        }
        return settled(payment, ledger.standing(payment));
    }

    private PaymentOutcome decide(PaymentId payment, Status status, @Nullable String code) throws GatewayUnavailable {
        ledger.decide(payment, status, code);
        return settled(payment, ledger.standing(payment));
    }

    private PaymentOutcome settled(PaymentId payment, Ledger.Standing standing) throws GatewayUnavailable {
        PaymentOutcome outcome = outcome(payment, standing);
        if (outcome == null) {
            throw new GatewayUnavailable("Undecided");
        }
        return outcome;
    }

    /** The answer to whoever asked, or null while nothing is decided. */
    private @Nullable PaymentOutcome outcome(PaymentId payment, Ledger.Standing standing) {
        return switch (standing.status()) {
            case PENDING -> null;
            case ACTION_REQUIRED -> new PaymentOutcome.ActionRequired(new PaymentAction(completion(payment)));
            case CAPTURED -> new PaymentOutcome.Captured("sim_" + payment);
            case DECLINED -> new PaymentOutcome.Declined(standing.code() == null ? "declined" : standing.code());
            case CANCELLED -> new PaymentOutcome.Cancelled();
        };
    }

    private URI completion(PaymentId payment) {
        return URI.create(publicUrl + CompletionEndpoint.PATH.replace("{paymentId}", payment.toString()));
    }
}
