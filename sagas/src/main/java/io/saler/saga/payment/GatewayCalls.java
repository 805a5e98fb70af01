package io.saler.saga.payment;

import io.github.resilience4j.bulkhead.Bulkhead;
import io.saler.gateway.trace.Spans;
import io.saler.identity.Actor;
import io.saler.payment.PaymentFailure.ContradictoryOutcome;
import io.saler.payment.PaymentId;
import io.saler.payment.RecordPaymentActionRequired;
import io.saler.payment.RecordPaymentCancelled;
import io.saler.payment.RecordPaymentCaptured;
import io.saler.payment.RecordPaymentDeclined;
import io.saler.payment.RecordPaymentRefundRefused;
import io.saler.payment.RecordPaymentRefunded;
import io.saler.payment.RefundId;
import io.saler.saga.Commands;
import io.saler.saga.Commands.NotDelivered;
import io.saler.saga.task.Limits;
import io.saler.saga.task.Origin;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Calls the gateway, within limits of time and of calls at once, and records its answer. Throws when the answer or its
 * recording is missing, so that the task is repeated.
 */
@Component
class GatewayCalls implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(GatewayCalls.class);
    private static final Actor ACTOR = Actor.system("payment-gateway");

    private final PaymentGateway gateway;
    private final PaymentSettings settings;
    private final Commands commands;
    private final Spans spans;
    private final Bulkhead limit;
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("gateway-call-", 0).factory());

    GatewayCalls(PaymentGateway gateway, PaymentSettings settings, Commands commands, Spans spans) {
        this.gateway = gateway;
        this.settings = settings;
        this.commands = commands;
        this.spans = spans;
        this.limit = Limits.atOnce("payment gateway", settings.callsAtOnce());
    }

    void charge(PaymentId payment, Charge charge) {
        PaymentOutcome outcome =
                inTime("charge", () -> gateway.charge(payment, charge.amount(), charge.method(), charge.since()));
        record(payment, outcome, Origin.orUnknown(charge.origin()));
    }

    /** Asks how a payment stands, and records it once the payment has ended. Returns whether it has. */
    boolean resume(PaymentId payment, Origin origin) {
        PaymentOutcome outcome = inTime("resume", () -> gateway.resume(payment));
        if (outcome instanceof PaymentOutcome.ActionRequired) {
            return false;
        }
        record(payment, outcome, origin);
        return true;
    }

    void cancel(PaymentId payment, Origin origin) {
        record(payment, inTime("cancel", () -> gateway.cancel(payment)), origin);
    }

    void refund(RefundId refund, Repayment repayment) {
        PaymentId payment = repayment.payment();
        RefundOutcome outcome = inTime("refund", () -> gateway.refund(payment, refund, repayment.amount()));
        if (outcome instanceof RefundOutcome.Refused) {
            // The customer's money stays where it is until somebody sees to it.
            LOG.error("The gateway does not give {} of payment {} back: {}", repayment.amount(), payment, outcome);
        }
        commands.send(ACTOR, Origin.orUnknown(repayment.origin()), report(payment, refund, outcome));
    }

    private void record(PaymentId payment, PaymentOutcome outcome, Origin origin) {
        try {
            commands.send(ACTOR, origin, report(payment, outcome));
        } catch (NotDelivered refused) {
            if (refused.refusal()
                    .filter(why -> why.type().equals(ContradictoryOutcome.TYPE))
                    .isEmpty()) {
                throw refused;
            }
            // Repeating would change nothing: a person has to compare Saler's books with the gateway's.
            LOG.error(
                    "The gateway says of payment {}: {}. Saler's own record contradicts it", payment, outcome, refused);
        }
    }

    private static Object report(PaymentId payment, PaymentOutcome outcome) {
        return switch (outcome) {
            case PaymentOutcome.Captured captured -> new RecordPaymentCaptured(payment, captured.reference());
            case PaymentOutcome.Declined declined -> new RecordPaymentDeclined(payment, declined.code());
            case PaymentOutcome.ActionRequired action -> new RecordPaymentActionRequired(payment, action.action());
            case PaymentOutcome.Cancelled cancelled -> new RecordPaymentCancelled(payment);
        };
    }

    private static Object report(PaymentId payment, RefundId refund, RefundOutcome outcome) {
        return switch (outcome) {
            case RefundOutcome.Refunded refunded -> new RecordPaymentRefunded(payment, refund, refunded.reference());
            case RefundOutcome.Refused refused -> new RecordPaymentRefundRefused(payment, refund, refused.code());
        };
    }

    private <T> T inTime(String name, Callable<T> call) {
        return limit.executeSupplier(() -> answer(() -> spans.ofCall("payment-gateway " + name, call)));
    }

    private <T> T answer(Callable<T> call) {
        Future<T> answer = threads.submit(Spans.goingOn(call));
        try {
            return answer.get(settings.gatewayTimeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            throw new NoAnswer("No answer within " + settings.gatewayTimeout(), late);
        } catch (ExecutionException failed) {
            throw new NoAnswer(String.valueOf(failed.getCause()), failed);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new NoAnswer("Stopped while waiting", stopping);
        } finally {
            answer.cancel(true);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }

    /** The gateway's answer is missing; the task that asked is to be repeated. */
    static final class NoAnswer extends RuntimeException {

        private static final long serialVersionUID = 1L;

        NoAnswer(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
