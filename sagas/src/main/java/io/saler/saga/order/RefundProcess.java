package io.saler.saga.order;

import static io.saler.saga.order.Step.Action.RECORD_REFUND;
import static io.saler.saga.order.Step.Action.RECORD_REFUND_REFUSED;
import static io.saler.saga.order.Step.Action.REFUND_PAYMENT;
import static io.saler.saga.order.Step.Action.RETURN_STOCK;
import static java.util.Objects.requireNonNull;

import io.saler.inventory.InventoryItemId;
import io.saler.inventory.ReturnStock;
import io.saler.order.OrderId;
import io.saler.order.OrderItem;
import io.saler.order.OrderRefundRequested;
import io.saler.order.RecordRefund;
import io.saler.order.RecordRefundRefused;
import io.saler.payment.PaymentId;
import io.saler.payment.PaymentRefundRefused;
import io.saler.payment.PaymentRefunded;
import io.saler.payment.RefundId;
import io.saler.payment.RefundPayment;
import io.saler.value.Money;
import io.saler.value.Quantity;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Takes a sale back, or some of it: puts goods on the shelf again and has the gateway give money back, side by side.
 * What the gateway answers is told to the order. There is no deadline: both are tried until they succeed.
 */
@SuppressWarnings("NullAway.Init")
final class RefundProcess extends StagedProcess {

    private OrderId orderId;
    private RefundId refundId;
    private PaymentId paymentId;
    private Money amount;
    private Map<String, Quantity> returned = new LinkedHashMap<>();
    private boolean answered;
    private @Nullable String refusal;

    private RefundProcess() {
        // For the serializer.
    }

    RefundProcess(OrderRefundRequested requested) {
        orderId = requested.orderId();
        refundId = requested.refundId();
        paymentId = requested.paymentId();
        amount = requested.amount();
        for (OrderItem item : requested.returned()) {
            returned.merge(InventoryItemId.of(item.productId()).toString(), item.quantity(), Quantity::plus);
        }
        List<Step> undoing = forEach(returned.keySet(), RETURN_STOCK);
        if (amount.equals(Money.zero(amount.currency()))) {
            answered = true;
        } else {
            undoing.addFirst(new Step(REFUND_PAYMENT));
        }
        next(undoing);
    }

    void on(PaymentRefunded event) {
        if (!answered) {
            answered = true;
            alongside(new Step(RECORD_REFUND));
        }
    }

    void on(PaymentRefundRefused event) {
        if (!answered) {
            answered = true;
            refusal = event.code();
            alongside(new Step(RECORD_REFUND_REFUSED));
        }
    }

    OrderId orderId() {
        return orderId;
    }

    @Override
    boolean isFinished() {
        return answered && isIdle();
    }

    @Override
    Object command(Step step) {
        return switch (step.action()) {
            case RETURN_STOCK ->
                new ReturnStock(
                        step.stock(),
                        orderId,
                        refundId,
                        requireNonNull(returned.get(step.stock().toString())));
            case REFUND_PAYMENT -> new RefundPayment(paymentId, refundId, amount);
            case RECORD_REFUND -> new RecordRefund(orderId, refundId);
            case RECORD_REFUND_REFUSED -> new RecordRefundRefused(orderId, refundId, requireNonNull(refusal));
            default -> throw new IllegalArgumentException("%s is no step of a refund".formatted(step));
        };
    }
}
