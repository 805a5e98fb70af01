package io.saler.command;

import io.saler.gateway.access.MessageRule;
import io.saler.gateway.access.MessageRules;
import io.saler.identity.UserId;
import io.saler.order.FindOrder;
import io.saler.order.OrderStatus;
import io.saler.order.OrderView;
import io.saler.order.RejectionReason;
import io.saler.payment.PaymentId;
import io.saler.payment.PaymentStatus;
import io.saler.payment.PaymentView;
import io.saler.store.StoreId;
import io.saler.value.Money;
import java.time.Instant;
import java.util.List;
import org.axonframework.queryhandling.QueryHandler;
import org.jspecify.annotations.Nullable;

/** A reader of orders that knows at once how each of them ends. */
public class OrderReader implements MessageRules {

    private volatile OrderStatus outcome = OrderStatus.PLACED;
    private volatile @Nullable RejectionReason reason;
    private volatile @Nullable PaymentStatus payment;
    private volatile int attempt;

    @Override
    public List<MessageRule<?>> messageRules() {
        return List.of(MessageRule.decidedByHandler(FindOrder.class));
    }

    public void decides(OrderStatus status) {
        reason = null;
        payment = null;
        outcome = status;
    }

    /** Shows how the payment of that attempt stands. */
    public void decides(OrderStatus status, PaymentStatus paid, int number) {
        reason = null;
        payment = paid;
        attempt = number;
        outcome = status;
    }

    public void rejects(RejectionReason why) {
        reason = why;
        outcome = OrderStatus.REJECTED;
    }

    @QueryHandler
    public @Nullable OrderView find(FindOrder query) {
        Money zero = Money.of("0", "EUR");
        return outcome == OrderStatus.PLACED
                ? null
                : new OrderView(
                        query.orderId(),
                        StoreId.random(),
                        UserId.random(),
                        outcome,
                        reason == null ? null : reason.code(),
                        List.of(),
                        zero,
                        zero,
                        zero,
                        zero,
                        zero,
                        payment == null
                                ? null
                                : new PaymentView(PaymentId.of(query.orderId(), attempt), payment, zero, zero, null),
                        null,
                        Instant.EPOCH,
                        Instant.EPOCH);
    }
}
