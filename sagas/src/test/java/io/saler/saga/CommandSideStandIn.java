package io.saler.saga;

import io.saler.gateway.access.MessageRule;
import io.saler.gateway.access.MessageRules;
import io.saler.identity.IssuePasswordResetToken;
import io.saler.identity.IssueVerificationToken;
import io.saler.identity.OpenPersonalTexts;
import io.saler.identity.OpenedTexts;
import io.saler.identity.OpenedTexts.Opened;
import io.saler.identity.PersonalText;
import io.saler.inventory.CommitStock;
import io.saler.inventory.ReleaseStock;
import io.saler.inventory.ReserveStock;
import io.saler.inventory.ReturnStock;
import io.saler.inventory.StockReserved;
import io.saler.notification.NotificationRequested;
import io.saler.notification.NotificationSent;
import io.saler.notification.RecordNotificationFailed;
import io.saler.notification.RecordNotificationSent;
import io.saler.notification.SendNotification;
import io.saler.order.AwaitPayment;
import io.saler.order.CancelOrder;
import io.saler.order.CompleteCancellation;
import io.saler.order.ConfirmOrder;
import io.saler.order.FindOrder;
import io.saler.order.GiveUpOrder;
import io.saler.order.OrderCancellationRequested;
import io.saler.order.OrderGivenUp;
import io.saler.order.OrderId;
import io.saler.order.OrderPlaced;
import io.saler.order.OrderShipped;
import io.saler.order.OrderStatus;
import io.saler.order.OrderView;
import io.saler.order.RecordRefund;
import io.saler.order.RecordRefundRefused;
import io.saler.order.RejectOrder;
import io.saler.order.ShipmentView;
import io.saler.payment.CancelPayment;
import io.saler.payment.PaymentActionRequired;
import io.saler.payment.PaymentCancellationRequested;
import io.saler.payment.PaymentCancelled;
import io.saler.payment.PaymentCaptured;
import io.saler.payment.PaymentDeclined;
import io.saler.payment.PaymentId;
import io.saler.payment.PaymentRefundRefused;
import io.saler.payment.PaymentRefundRequested;
import io.saler.payment.PaymentRefunded;
import io.saler.payment.PaymentRequested;
import io.saler.payment.PaymentView;
import io.saler.payment.RecordPaymentActionRequired;
import io.saler.payment.RecordPaymentCancelled;
import io.saler.payment.RecordPaymentCaptured;
import io.saler.payment.RecordPaymentDeclined;
import io.saler.payment.RecordPaymentRefundRefused;
import io.saler.payment.RecordPaymentRefunded;
import io.saler.payment.RefundPayment;
import io.saler.payment.RequestPayment;
import io.saler.saga.notification.OrderViews;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventhandling.gateway.EventGateway;
import org.axonframework.queryhandling.QueryHandler;

/** Answers commands and queries as the other sides would, and publishes what follows; it has stock of everything. */
final class CommandSideStandIn implements MessageRules {

    final List<Object> commands = new CopyOnWriteArrayList<>();
    final AtomicInteger keyQuestions = new AtomicInteger();
    volatile boolean keysAway;
    private final Map<OrderId, OrderPlaced> orders = new ConcurrentHashMap<>();
    private final Map<OrderId, OrderView> shown = new ConcurrentHashMap<>();
    private final Map<OrderId, ShipmentView> shipments = new ConcurrentHashMap<>();
    private final Map<PaymentId, RequestPayment> payments = new ConcurrentHashMap<>();
    private final EventGateway events;

    CommandSideStandIn(EventGateway events) {
        this.events = events;
    }

    void place(OrderPlaced order) {
        orders.put(order.orderId(), order);
        events.publish(order);
    }

    /** From now on, an order is read as shipped. */
    void show(OrderShipped shipped) {
        shipments.put(
                shipped.orderId(), new ShipmentView(shipped.carrier(), shipped.trackingNumber(), Instant.EPOCH, null));
    }

    /** From now on, an order is read as this. */
    void show(OrderId order, OrderStatus status, PaymentView payment) {
        shown.put(order, OrderViews.of(orders.get(order), status, payment, null, Instant.EPOCH));
    }

    @CommandHandler
    void handle(ReserveStock command) {
        commands.add(command);
        orders.get(command.orderId()).lines().stream()
                .filter(line ->
                        io.saler.inventory.InventoryItemId.of(line.productId()).equals(command.itemId()))
                .forEach(line -> events.publish(new StockReserved(
                        command.itemId(), line.productId(), command.orderId(), command.quantity(), 100, 1)));
    }

    @CommandHandler
    void handle(RequestPayment command) {
        commands.add(command);
        payments.put(command.paymentId(), command);
        events.publish(new PaymentRequested(
                command.paymentId(), command.orderId(), command.customerId(), command.amount(), command.method()));
    }

    @CommandHandler
    void handle(CancelPayment command) {
        commands.add(command);
        events.publish(
                new PaymentCancellationRequested(command.paymentId(), order(command.paymentId()), command.reason()));
    }

    @CommandHandler
    void handle(RecordPaymentCaptured command) {
        commands.add(command);
        events.publish(new PaymentCaptured(
                command.paymentId(),
                order(command.paymentId()),
                payments.get(command.paymentId()).amount(),
                command.gatewayReference()));
    }

    @CommandHandler
    void handle(RecordPaymentDeclined command) {
        commands.add(command);
        events.publish(new PaymentDeclined(command.paymentId(), order(command.paymentId()), command.code()));
    }

    @CommandHandler
    void handle(RecordPaymentActionRequired command) {
        commands.add(command);
        events.publish(new PaymentActionRequired(command.paymentId(), order(command.paymentId()), command.action()));
    }

    @CommandHandler
    void handle(RecordPaymentCancelled command) {
        commands.add(command);
        events.publish(new PaymentCancelled(command.paymentId(), order(command.paymentId())));
    }

    @CommandHandler
    void handle(AwaitPayment command) {
        commands.add(command);
    }

    @CommandHandler
    void handle(ConfirmOrder command) {
        commands.add(command);
    }

    @CommandHandler
    void handle(RejectOrder command) {
        commands.add(command);
    }

    @CommandHandler
    void handle(CommitStock command) {
        commands.add(command);
    }

    @CommandHandler
    void handle(ReleaseStock command) {
        commands.add(command);
    }

    @CommandHandler
    void handle(CancelOrder command) {
        commands.add(command);
        events.publish(new OrderCancellationRequested(command.orderId(), command.reason()));
    }

    @CommandHandler
    void handle(GiveUpOrder command) {
        commands.add(command);
        events.publish(new OrderGivenUp(command.orderId()));
    }

    /** Whoever asks for these here has been let in. */
    @Override
    public List<MessageRule<?>> messageRules() {
        return List.of(
                MessageRule.decidedByHandler(CancelOrder.class), MessageRule.decidedByHandler(GiveUpOrder.class));
    }

    @CommandHandler
    void handle(CompleteCancellation command) {
        commands.add(command);
    }

    @CommandHandler
    void handle(ReturnStock command) {
        commands.add(command);
    }

    @CommandHandler
    void handle(RefundPayment command) {
        commands.add(command);
        events.publish(new PaymentRefundRequested(
                command.paymentId(), order(command.paymentId()), command.refundId(), command.amount()));
    }

    @CommandHandler
    void handle(RecordPaymentRefunded command) {
        commands.add(command);
        RequestPayment payment = payments.get(command.paymentId());
        events.publish(new PaymentRefunded(
                command.paymentId(),
                payment.orderId(),
                command.refundId(),
                payment.amount(),
                payment.amount(),
                payment.amount(),
                command.gatewayReference()));
    }

    @CommandHandler
    void handle(RecordPaymentRefundRefused command) {
        commands.add(command);
        RequestPayment payment = payments.get(command.paymentId());
        events.publish(new PaymentRefundRefused(
                command.paymentId(), payment.orderId(), command.refundId(), payment.amount(), command.code()));
    }

    @CommandHandler
    void handle(RecordRefund command) {
        commands.add(command);
    }

    @CommandHandler
    void handle(RecordRefundRefused command) {
        commands.add(command);
    }

    @CommandHandler
    void handle(SendNotification command) {
        commands.add(command);
        events.publish(new NotificationRequested(
                command.notificationId(), command.recipientId(), command.kind(), command.orderId(), command.reason()));
    }

    @CommandHandler
    void handle(RecordNotificationSent command) {
        commands.add(command);
        events.publish(new NotificationSent(command.notificationId(), null));
    }

    @CommandHandler
    String handle(IssueVerificationToken command) {
        return "token-of-" + command.userId();
    }

    @CommandHandler
    String handle(IssuePasswordResetToken command) {
        return "reset-token-of-" + command.userId();
    }

    @CommandHandler
    void handle(RecordNotificationFailed command) {
        commands.add(command);
    }

    /** What is personal is not sealed here, but can be read by whoever asks only. */
    @QueryHandler
    OpenedTexts answer(OpenPersonalTexts query) {
        keyQuestions.incrementAndGet();
        if (keysAway) {
            throw new IllegalStateException("The keys are away");
        }
        return new OpenedTexts(query.items().stream()
                .map(item -> Opened.readable(((PersonalText.Plain) item.text()).text()))
                .toList());
    }

    @QueryHandler
    OrderView answer(FindOrder query) {
        OrderView known = shown.get(query.orderId());
        if (known != null) {
            return known;
        }
        ShipmentView shipment = shipments.get(query.orderId());
        return OrderViews.of(
                orders.get(query.orderId()),
                shipment == null ? OrderStatus.CONFIRMED : OrderStatus.SHIPPED,
                shipment,
                Instant.EPOCH);
    }

    private OrderId order(PaymentId payment) {
        return payments.get(payment).orderId();
    }
}
