package io.saler.command.payment;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.saler.order.OrderId;
import io.saler.payment.CancelPayment;
import io.saler.payment.PaymentActionRequired;
import io.saler.payment.PaymentCancellationRequested;
import io.saler.payment.PaymentCancelled;
import io.saler.payment.PaymentCaptured;
import io.saler.payment.PaymentDeclined;
import io.saler.payment.PaymentFailure.ContradictoryOutcome;
import io.saler.payment.PaymentFailure.NotRefundable;
import io.saler.payment.PaymentId;
import io.saler.payment.PaymentRefundRefused;
import io.saler.payment.PaymentRefundRequested;
import io.saler.payment.PaymentRefunded;
import io.saler.payment.PaymentRequested;
import io.saler.payment.PaymentStatus;
import io.saler.payment.RecordPaymentActionRequired;
import io.saler.payment.RecordPaymentCancelled;
import io.saler.payment.RecordPaymentCaptured;
import io.saler.payment.RecordPaymentDeclined;
import io.saler.payment.RecordPaymentRefundRefused;
import io.saler.payment.RecordPaymentRefunded;
import io.saler.payment.RefundId;
import io.saler.payment.RefundPayment;
import io.saler.payment.RequestPayment;
import io.saler.value.Money;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/** One attempt to pay an order. The first final outcome the gateway tells stands; money taken can be given back. */
@Aggregate(cache = "aggregateCache")
@SuppressWarnings("NullAway.Init") // The first event fills every field.
class Payment {

    @AggregateIdentifier
    private PaymentId paymentId;

    private OrderId orderId;
    private Money amount;
    private @Nullable PaymentStatus status;
    private boolean cancellationRequested;
    private final Refunds refunds = new Refunds();

    Payment() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void request(RequestPayment command) {
        if (status == null) {
            apply(new PaymentRequested(
                    command.paymentId(), command.orderId(), command.customerId(), command.amount(), command.method()));
        }
    }

    @CommandHandler
    void record(RecordPaymentActionRequired command) {
        if (status == PaymentStatus.REQUESTED) {
            apply(new PaymentActionRequired(paymentId, orderId, command.action()));
        }
    }

    @CommandHandler
    void record(RecordPaymentCaptured command) {
        if (status == PaymentStatus.DECLINED || status == PaymentStatus.CANCELLED) {
            throw contradiction(PaymentStatus.CAPTURED);
        }
        if (!hasEnded()) {
            apply(new PaymentCaptured(paymentId, orderId, amount, command.gatewayReference()));
        }
    }

    @CommandHandler
    void record(RecordPaymentDeclined command) {
        if (status == PaymentStatus.CAPTURED) {
            throw contradiction(PaymentStatus.DECLINED);
        }
        if (!hasEnded()) {
            apply(new PaymentDeclined(paymentId, orderId, command.code()));
        }
    }

    @CommandHandler
    void record(RecordPaymentCancelled command) {
        if (status == PaymentStatus.CAPTURED) {
            throw contradiction(PaymentStatus.CANCELLED);
        }
        if (!hasEnded()) {
            apply(new PaymentCancelled(paymentId, orderId));
        }
    }

    /** Whether it was requested may not be known to who calls it off. */
    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void cancel(CancelPayment command) {
        if (status == null) {
            apply(new PaymentCancelled(command.paymentId(), command.orderId()));
        } else if (!hasEnded() && !cancellationRequested) {
            apply(new PaymentCancellationRequested(paymentId, orderId, command.reason()));
        }
    }

    @CommandHandler
    void refund(RefundPayment command) {
        if (refunds.isKnown(command.refundId())) {
            return;
        }
        Money nothing = Money.zero(command.amount().currency());
        Money left = status == PaymentStatus.CAPTURED ? refunds.left(amount) : nothing;
        if (command.amount().compareTo(left) > 0) {
            throw new NotRefundable(paymentId, command.amount(), left);
        }
        apply(new PaymentRefundRequested(paymentId, orderId, command.refundId(), command.amount()));
    }

    @CommandHandler
    void record(RecordPaymentRefunded command) {
        RefundId refund = command.refundId();
        if (refunds.isOpen(refund)) {
            Money back = refunds.amount(refund);
            Money refunded = refunds.given(amount).plus(back);
            apply(new PaymentRefunded(paymentId, orderId, refund, back, amount, refunded, command.gatewayReference()));
        }
    }

    @CommandHandler
    void record(RecordPaymentRefundRefused command) {
        RefundId refund = command.refundId();
        if (refunds.isOpen(refund)) {
            apply(new PaymentRefundRefused(paymentId, orderId, refund, refunds.amount(refund), command.code()));
        }
    }

    private boolean hasEnded() {
        return status == PaymentStatus.CAPTURED
                || status == PaymentStatus.DECLINED
                || status == PaymentStatus.CANCELLED;
    }

    private ContradictoryOutcome contradiction(PaymentStatus told) {
        return new ContradictoryOutcome(paymentId, status == null ? PaymentStatus.REQUESTED : status, told);
    }

    @EventSourcingHandler
    void on(PaymentRequested event) {
        paymentId = event.paymentId();
        orderId = event.orderId();
        amount = event.amount();
        status = PaymentStatus.REQUESTED;
    }

    @EventSourcingHandler
    void on(PaymentActionRequired event) {
        status = PaymentStatus.ACTION_REQUIRED;
    }

    @EventSourcingHandler
    void on(PaymentCaptured event) {
        status = PaymentStatus.CAPTURED;
    }

    @EventSourcingHandler
    void on(PaymentDeclined event) {
        status = PaymentStatus.DECLINED;
    }

    @EventSourcingHandler
    void on(PaymentCancellationRequested event) {
        cancellationRequested = true;
    }

    @EventSourcingHandler
    void on(PaymentCancelled event) {
        paymentId = event.paymentId();
        orderId = event.orderId();
        status = PaymentStatus.CANCELLED;
    }

    @EventSourcingHandler
    void on(PaymentRefundRequested event) {
        refunds.ask(event.refundId(), event.amount());
    }

    @EventSourcingHandler
    void on(PaymentRefunded event) {
        refunds.carryOut(event.refundId());
    }

    @EventSourcingHandler
    void on(PaymentRefundRefused event) {
        refunds.refuse(event.refundId());
    }
}
