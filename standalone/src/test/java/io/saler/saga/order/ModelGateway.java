package io.saler.saga.order;

import io.saler.payment.PaymentCancellationRequested;
import io.saler.payment.PaymentId;
import io.saler.payment.PaymentRefundRequested;
import io.saler.payment.PaymentRequested;
import io.saler.payment.PaymentStatus;
import io.saler.payment.RecordPaymentActionRequired;
import io.saler.payment.RecordPaymentCancelled;
import io.saler.payment.RecordPaymentCaptured;
import io.saler.payment.RecordPaymentDeclined;
import io.saler.payment.RecordPaymentRefundRefused;
import io.saler.payment.RecordPaymentRefunded;
import io.saler.payment.RefundId;
import io.saler.value.Money;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A gateway with its books, and the tasks by which it is asked. Each may be worked off any number of times. */
final class ModelGateway {

    /** A request to the gateway. */
    sealed interface Task {

        record Charge(PaymentRequested asked) implements Task {}

        record Cancel(PaymentId payment) implements Task {}

        /** Asks how a payment stands. */
        record Look(PaymentId payment) implements Task {}

        record Refund(PaymentRefundRequested asked) implements Task {}
    }

    static final class Account {
        final PaymentRequested asked;
        PaymentStatus status = PaymentStatus.REQUESTED;
        Money refunded;

        Account(PaymentRequested asked) {
            this.asked = asked;
            this.refunded = Money.zero(asked.amount().currency());
        }

        Money captured() {
            return status == PaymentStatus.CAPTURED
                    ? asked.amount()
                    : Money.zero(asked.amount().currency());
        }
    }

    private final Map<PaymentId, Account> accounts = new HashMap<>();
    private final Set<PaymentId> barred = new LinkedHashSet<>();
    private final Set<RefundId> refunds = new LinkedHashSet<>();

    final List<Task> open = new ArrayList<>();
    final List<Task> done = new ArrayList<>();

    void hear(Object event) {
        switch (event) {
            case PaymentRequested asked -> open.add(new Task.Charge(asked));
            case PaymentCancellationRequested asked -> open.add(new Task.Cancel(asked.paymentId()));
            case PaymentRefundRequested asked -> open.add(new Task.Refund(asked));
            default -> {
                // Not for the gateway.
            }
        }
    }

    /** Those whose customers have to act. */
    List<Account> waiting() {
        return accounts.values().stream()
                .filter(account -> account.status == PaymentStatus.ACTION_REQUIRED)
                .toList();
    }

    /** A customer does what the gateway asked them to. */
    void act(Account account, boolean succeeds) {
        account.status = succeeds ? PaymentStatus.CAPTURED : PaymentStatus.DECLINED;
        open.add(new Task.Look(account.asked.paymentId()));
    }

    Map<PaymentId, Account> accounts() {
        return accounts;
    }

    /** Does it, and answers the command by which the outcome is recorded; null when there is nothing to record. */
    @Nullable
    Object work(Task task) {
        return switch (task) {
            case Task.Charge charge -> report(charge.asked().paymentId(), charge(charge.asked()));
            case Task.Cancel cancel -> report(cancel.payment(), cancel(cancel.payment()));
            case Task.Look look -> report(look.payment(), accounts.get(look.payment()).status);
            case Task.Refund refund -> refund(refund.asked());
        };
    }

    private PaymentStatus charge(PaymentRequested asked) {
        if (barred.contains(asked.paymentId())) {
            return PaymentStatus.CANCELLED;
        }
        Account account = accounts.computeIfAbsent(asked.paymentId(), unknown -> new Account(asked));
        if (account.status == PaymentStatus.REQUESTED) {
            account.status = switch (asked.method().token()) {
                case "pm_approve", "pm_no_refund" -> PaymentStatus.CAPTURED;
                case "pm_requires_action" -> PaymentStatus.ACTION_REQUIRED;
                default -> PaymentStatus.DECLINED;
            };
        }
        return account.status;
    }

    private PaymentStatus cancel(PaymentId payment) {
        Account account = accounts.get(payment);
        if (account == null) {
            barred.add(payment);
            return PaymentStatus.CANCELLED;
        }
        if (account.status == PaymentStatus.REQUESTED || account.status == PaymentStatus.ACTION_REQUIRED) {
            account.status = PaymentStatus.CANCELLED;
        }
        return account.status;
    }

    private Object refund(PaymentRefundRequested asked) {
        Account account = accounts.get(asked.paymentId());
        if (account.asked.method().token().equals("pm_no_refund")) {
            return new RecordPaymentRefundRefused(asked.paymentId(), asked.refundId(), "charge_not_refundable");
        }
        if (refunds.add(asked.refundId())) {
            account.refunded = account.refunded.plus(asked.amount());
        }
        return new RecordPaymentRefunded(asked.paymentId(), asked.refundId(), "re");
    }

    private static @Nullable Object report(PaymentId payment, PaymentStatus status) {
        return switch (status) {
            case CAPTURED -> new RecordPaymentCaptured(payment, "ch");
            case DECLINED -> new RecordPaymentDeclined(payment, "card_declined");
            case CANCELLED -> new RecordPaymentCancelled(payment);
            case ACTION_REQUIRED -> new RecordPaymentActionRequired(payment, null);
            case REQUESTED -> null;
        };
    }
}
