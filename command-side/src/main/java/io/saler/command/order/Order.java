package io.saler.command.order;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.saler.failure.IdempotencyKeyReused;
import io.saler.identity.UserId;
import io.saler.order.AwaitPayment;
import io.saler.order.ConfirmOrder;
import io.saler.order.DeliverOrder;
import io.saler.order.OrderAwaitsPayment;
import io.saler.order.OrderConfirmed;
import io.saler.order.OrderDelivered;
import io.saler.order.OrderFailure.OrderTooLarge;
import io.saler.order.OrderFailure.TotalChanged;
import io.saler.order.OrderFailure.TransitionRefused;
import io.saler.order.OrderId;
import io.saler.order.OrderLine;
import io.saler.order.OrderPlaced;
import io.saler.order.OrderRejected;
import io.saler.order.OrderShipped;
import io.saler.order.OrderStatus;
import io.saler.order.OrderTotals;
import io.saler.order.PlaceOrder;
import io.saler.order.RejectOrder;
import io.saler.order.ShipOrder;
import io.saler.payment.PaymentMethod;
import io.saler.store.StoreId;
import io.saler.value.InvalidValue;
import io.saler.value.Money;
import java.util.List;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/** An order: computed once from the store's prices, then moved forward, each step once. */
@Aggregate(cache = "aggregateCache")
@SuppressWarnings("NullAway.Init") // The first event fills every field.
class Order {

    @AggregateIdentifier
    private OrderId orderId;

    private UserId customerId;
    private StoreId storeId;
    private Basket basket;
    private PaymentMethod paymentMethod;
    private @Nullable OrderStatus status;
    private boolean confirmed;
    private @Nullable OrderShipped shipment;

    Order() {}

    /** Answers whether the order is new; the same request once more changes nothing. */
    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    boolean place(PlaceOrder command, PriceList prices) {
        if (status != null) {
            refuseAnotherRequest(command);
            return false;
        }
        apply(computed(command, prices));
        return true;
    }

    private void refuseAnotherRequest(PlaceOrder command) {
        boolean same = customerId.equals(command.customerId())
                && storeId.equals(command.storeId())
                && paymentMethod.equals(command.paymentMethod())
                && basket.equals(Basket.of(command.items()));
        if (!same) {
            throw new IdempotencyKeyReused();
        }
    }

    private static OrderPlaced computed(PlaceOrder command, PriceList prices) {
        List<OrderLine> lines;
        OrderTotals totals;
        try {
            lines = Basket.of(command.items()).priced(command.storeId(), prices);
            totals = OrderTotals.of(lines, lines.getFirst().unitPrice().currency());
        } catch (InvalidValue beyondWhatMoneyOrQuantityHold) {
            throw new OrderTooLarge();
        }
        Money expected = command.expectedTotal();
        if (expected != null && !expected.equals(totals.total())) {
            throw new TotalChanged(expected, totals.total());
        }
        return new OrderPlaced(
                command.orderId(), command.customerId(), command.storeId(), lines, totals, command.paymentMethod());
    }

    @CommandHandler
    void await(AwaitPayment command) {
        if (mayBecome(OrderStatus.AWAITING_PAYMENT)) {
            apply(new OrderAwaitsPayment(orderId));
        }
    }

    /** Asked for once more because the first answer was lost, it may find the order shipped. */
    @CommandHandler
    void confirm(ConfirmOrder command) {
        if (!confirmed && mayBecome(OrderStatus.CONFIRMED)) {
            apply(new OrderConfirmed(orderId));
        }
    }

    @CommandHandler
    void reject(RejectOrder command) {
        if (mayBecome(OrderStatus.REJECTED)) {
            apply(new OrderRejected(orderId, command.reason()));
        }
    }

    /** Answers where the order stands then; the same shipment once more changes nothing. */
    @CommandHandler
    OrderStatus ship(ShipOrder command) {
        var shipped = new OrderShipped(orderId, customerId, command.carrier(), command.trackingNumber());
        if (!shipped.equals(shipment)) {
            requireWayTo(OrderStatus.SHIPPED);
            apply(shipped);
        }
        return standing();
    }

    /** Answers where the order stands then. */
    @CommandHandler
    OrderStatus deliver(DeliverOrder command) {
        if (mayBecome(OrderStatus.DELIVERED)) {
            apply(new OrderDelivered(orderId));
        }
        return standing();
    }

    /** False when the order is there already; a step back, or away from an outcome, is refused. */
    private boolean mayBecome(OrderStatus next) {
        if (standing() == next) {
            return false;
        }
        requireWayTo(next);
        return true;
    }

    private void requireWayTo(OrderStatus next) {
        OrderStatus now = standing();
        boolean leadsThere = switch (next) {
            case SHIPPED -> now == OrderStatus.CONFIRMED;
            case DELIVERED -> now == OrderStatus.SHIPPED;
            default -> !now.isDecided();
        };
        if (!leadsThere) {
            throw new TransitionRefused(now, next);
        }
    }

    private OrderStatus standing() {
        return status == null ? OrderStatus.PLACED : status;
    }

    @EventSourcingHandler
    void on(OrderPlaced event) {
        orderId = event.orderId();
        customerId = event.customerId();
        storeId = event.storeId();
        basket = Basket.ordered(event.lines());
        paymentMethod = event.paymentMethod();
        status = OrderStatus.PLACED;
    }

    @EventSourcingHandler
    void on(OrderAwaitsPayment event) {
        status = OrderStatus.AWAITING_PAYMENT;
    }

    @EventSourcingHandler
    void on(OrderConfirmed event) {
        status = OrderStatus.CONFIRMED;
        confirmed = true;
    }

    @EventSourcingHandler
    void on(OrderRejected event) {
        status = OrderStatus.REJECTED;
    }

    @EventSourcingHandler
    void on(OrderShipped event) {
        status = OrderStatus.SHIPPED;
        shipment = event;
    }

    @EventSourcingHandler
    void on(OrderDelivered event) {
        status = OrderStatus.DELIVERED;
    }
}
