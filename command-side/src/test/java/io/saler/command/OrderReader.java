package io.saler.command;

import io.saler.gateway.access.MessageRule;
import io.saler.gateway.access.MessageRules;
import io.saler.identity.UserId;
import io.saler.order.FindOrder;
import io.saler.order.OrderStatus;
import io.saler.order.OrderView;
import io.saler.order.RejectionReason;
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

    @Override
    public List<MessageRule<?>> messageRules() {
        return List.of(MessageRule.decidedByHandler(FindOrder.class));
    }

    public void decides(OrderStatus status) {
        reason = null;
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
                        null,
                        null,
                        Instant.EPOCH,
                        Instant.EPOCH);
    }
}
