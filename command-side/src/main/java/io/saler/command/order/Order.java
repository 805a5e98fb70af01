package io.saler.command.order;

import static java.util.Objects.requireNonNull;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.saler.command.payment.Refunds;
import io.saler.failure.IdempotencyKeyReused;
import io.saler.identity.UserId;
import io.saler.order.AwaitPayment;
import io.saler.order.CancelOrder;
import io.saler.order.CompleteCancellation;
import io.saler.order.ConfirmOrder;
import io.saler.order.DeliverOrder;
import io.saler.order.GiveUpOrder;
import io.saler.order.OrderAwaitsPayment;
import io.saler.order.OrderCancellationRequested;
import io.saler.order.OrderCancelled;
import io.saler.order.OrderConfirmed;
import io.saler.order.OrderDelivered;
import io.saler.order.OrderFailure.AlreadyPaid;
import io.saler.order.OrderFailure.BeingCancelled;
import io.saler.order.OrderFailure.OrderTooLarge;
import io.saler.order.OrderFailure.PaymentInProgress;
import io.saler.order.OrderFailure.RefundExceedsPayment;
import io.saler.order.OrderFailure.TotalChanged;
import io.saler.order.OrderFailure.TransitionRefused;
import io.saler.order.OrderGivenUp;
import io.saler.order.OrderId;
import io.saler.order.OrderItem;
import io.saler.order.OrderLine;
import io.saler.order.OrderPaymentAttempted;
import io.saler.order.OrderPlaced;
import io.saler.order.OrderRefundRefused;
import io.saler.order.OrderRefundRequested;
import io.saler.order.OrderRefunded;
import io.saler.order.OrderRejected;
import io.saler.order.OrderShipped;
import io.saler.order.OrderStatus;
import io.saler.order.OrderTotals;
import io.saler.order.PayOrder;
import io.saler.order.PlaceOrder;
import io.saler.order.RecordRefund;
import io.saler.order.RecordRefundRefused;
import io.saler.order.RefundOrder;
import io.saler.order.RejectOrder;
import io.saler.order.RejectionReason;
import io.saler.order.ShipOrder;
import io.saler.payment.PaymentId;
import io.saler.payment.PaymentMethod;
import io.saler.payment.RefundId;
import io.saler.store.StoreId;
import io.saler.value.InvalidValue;
import io.saler.value.Money;
import io.saler.value.OwnWords;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
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

    private static final String GIVEN_UP = RejectionReason.GIVEN_UP_BY_ADMINISTRATOR.code();

    @AggregateIdentifier
    private OrderId orderId;

    private UserId customerId;
    private StoreId storeId;
    private Basket basket;
    private PaymentMethod paymentMethod;
    private Money total;
    private @Nullable OrderStatus status;
    private int attempt;
    private final Map<UUID, Integer> attempts = new HashMap<>();
    private boolean paying;
    private @Nullable PaymentId paidBy;

    @OwnWords
    private @Nullable String cancellation;

    private @Nullable OrderShipped shipment;
    private boolean delivered;
    private final Refunds refunds = new Refunds();

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
        boolean isNew = paying && command.attempt() == attempt;
        if (isNew || standing().isDecided()) {
            requireWayTo(OrderStatus.AWAITING_PAYMENT);
            apply(new OrderAwaitsPayment(orderId));
        }
    }

    /** Answers the attempt's number; the same request once more is the same attempt. */
    @CommandHandler
    int pay(PayOrder command) {
        Integer known = attempts.get(command.requestId());
        if (known != null) {
            return known;
        }
        switch (standing()) {
            case CONFIRMED, SHIPPED, DELIVERED, REFUNDED, PARTIALLY_REFUNDED -> throw new AlreadyPaid();
            case REJECTED, CANCELLED -> throw new TransitionRefused(standing(), OrderStatus.CONFIRMED);
            case PLACED, AWAITING_PAYMENT -> {
                if (paying) {
                    throw new PaymentInProgress();
                }
                if (cancellation != null) {
                    throw new BeingCancelled();
                }
            }
        }
        apply(new OrderPaymentAttempted(orderId, attempt + 1, command.paymentMethod(), command.requestId()));
        return attempt;
    }

    /**
     * Asked for once more because the first answer was lost, it may find the order shipped. Whoever asked in vain for
     * an order not to be paid gets the money back.
     */
    @CommandHandler
    void confirm(ConfirmOrder command) {
        if (paidBy != null) {
            return;
        }
        requireWayTo(OrderStatus.CONFIRMED);
        apply(new OrderConfirmed(orderId, command.paymentId()));
        if (cancellation != null) {
            takeBack(cancellation);
        }
    }

    @CommandHandler
    void reject(RejectOrder command) {
        if (standing() != OrderStatus.REJECTED) {
            requireWayTo(OrderStatus.REJECTED);
            if (attempt > command.attempt()) {
                throw new PaymentInProgress();
            }
            apply(new OrderRejected(orderId, command.reason()));
        }
    }

    /** Answers where the order stands then. */
    @CommandHandler
    OrderStatus cancel(CancelOrder command) {
        boolean isAsked = cancellation != null && !standing().isDecided();
        if (!isAsked && standing() != OrderStatus.CANCELLED) {
            requireWayTo(OrderStatus.CANCELLED);
            if (paidBy == null) {
                apply(new OrderCancellationRequested(orderId, command.reason()));
            } else {
                takeBack(command.reason());
            }
        }
        return standing();
    }

    /** Answers where the order stands then. */
    @CommandHandler
    OrderStatus giveUp(GiveUpOrder command) {
        if (!GIVEN_UP.equals(cancellation)) {
            requireWayTo(OrderStatus.CANCELLED);
            if (paidBy != null) {
                takeBack(GIVEN_UP);
            } else if (cancellation == null) {
                apply(new OrderGivenUp(orderId));
            } else {
                throw new BeingCancelled();
            }
        }
        return standing();
    }

    private void takeBack(String reason) {
        apply(new OrderCancelled(orderId, customerId, reason));
        RefundId refund = RefundId.ofCancelled(orderId);
        apply(refundRequested(refund, refunds.left(total), reason, basket.items()));
    }

    @CommandHandler
    void complete(CompleteCancellation command) {
        if (standing() == OrderStatus.CANCELLED) {
            return;
        }
        if (cancellation == null || standing().isDecided()) {
            throw new TransitionRefused(standing(), OrderStatus.CANCELLED);
        }
        apply(new OrderCancelled(orderId, customerId, cancellation));
    }

    /** Answers what the refund is about; the same refund once more changes nothing. */
    @CommandHandler
    Money refund(RefundOrder command) {
        RefundId refund = command.refundId();
        Money asked = command.amount();
        if (refunds.isKnown(refund)) {
            Money known = refunds.amount(refund);
            if (asked != null && !asked.equals(known)) {
                throw new IdempotencyKeyReused();
            }
            return known;
        }
        if (paidBy == null) {
            throw new TransitionRefused(standing(), OrderStatus.REFUNDED);
        }
        Money left = refunds.left(total);
        Money amount = asked == null ? left : asked;
        if (!amount.currency().equals(left.currency())) {
            throw InvalidValue.at("amount", "This order was paid in %s".formatted(left.currency()));
        }
        if (amount.compareTo(left) > 0 || amount.equals(Money.zero(amount.currency()))) {
            throw new RefundExceedsPayment(left);
        }
        apply(refundRequested(refund, amount, command.reason(), List.of()));
        return amount;
    }

    private OrderRefundRequested refundRequested(
            RefundId refund, Money amount, String reason, List<OrderItem> returned) {
        return new OrderRefundRequested(orderId, refund, requireNonNull(paidBy), amount, reason, returned);
    }

    @CommandHandler
    void record(RecordRefund command) {
        RefundId refund = command.refundId();
        if (refunds.isOpen(refund)) {
            Money amount = refunds.amount(refund);
            Money refunded = refunds.given(total).plus(amount);
            apply(new OrderRefunded(orderId, customerId, refund, amount, refunded, standingWith(refunded)));
        }
    }

    private OrderStatus standingWith(Money refunded) {
        if (standing() == OrderStatus.CANCELLED) {
            return OrderStatus.CANCELLED;
        }
        return refunded.equals(total) ? OrderStatus.REFUNDED : OrderStatus.PARTIALLY_REFUNDED;
    }

    @CommandHandler
    void record(RecordRefundRefused command) {
        RefundId refund = command.refundId();
        if (refunds.isOpen(refund)) {
            apply(new OrderRefundRefused(orderId, refund, refunds.amount(refund), command.code()));
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
        if (!delivered) {
            requireWayTo(OrderStatus.DELIVERED);
            apply(new OrderDelivered(orderId));
        }
        return standing();
    }

    private void requireWayTo(OrderStatus next) {
        OrderStatus now = standing();
        boolean sold = now == OrderStatus.CONFIRMED || now == OrderStatus.PARTIALLY_REFUNDED;
        boolean leadsThere = switch (next) {
            case SHIPPED -> sold && shipment == null;
            case DELIVERED -> shipment != null;
            case CANCELLED -> !now.isDecided() || ((sold || now == OrderStatus.REFUNDED) && shipment == null);
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
        total = event.totals().total();
        status = OrderStatus.PLACED;
        attempt = 1;
        paying = true;
    }

    @EventSourcingHandler
    void on(OrderAwaitsPayment event) {
        status = OrderStatus.AWAITING_PAYMENT;
        paying = false;
    }

    @EventSourcingHandler
    void on(OrderPaymentAttempted event) {
        attempt = event.attempt();
        attempts.put(event.requestId(), attempt);
        paying = true;
    }

    @EventSourcingHandler
    void on(OrderConfirmed event) {
        status = OrderStatus.CONFIRMED;
        paidBy = event.paymentId();
    }

    @EventSourcingHandler
    void on(OrderRejected event) {
        status = OrderStatus.REJECTED;
    }

    @EventSourcingHandler
    void on(OrderCancellationRequested event) {
        cancellation = event.reason();
    }

    @EventSourcingHandler
    void on(OrderGivenUp event) {
        cancellation = GIVEN_UP;
    }

    @EventSourcingHandler
    void on(OrderCancelled event) {
        status = OrderStatus.CANCELLED;
        cancellation = event.reason();
    }

    @EventSourcingHandler
    void on(OrderRefundRequested event) {
        refunds.ask(event.refundId(), event.amount());
    }

    @EventSourcingHandler
    void on(OrderRefunded event) {
        refunds.carryOut(event.refundId());
        status = event.status();
    }

    @EventSourcingHandler
    void on(OrderRefundRefused event) {
        refunds.refuse(event.refundId());
    }

    @EventSourcingHandler
    void on(OrderShipped event) {
        status = OrderStatus.SHIPPED;
        shipment = event;
    }

    @EventSourcingHandler
    void on(OrderDelivered event) {
        status = OrderStatus.DELIVERED;
        delivered = true;
    }
}
