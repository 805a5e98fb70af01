package io.saler.saga.order;

import io.saler.catalog.ProductId;
import io.saler.inventory.InventoryEvent;
import io.saler.inventory.InventoryItemCreated;
import io.saler.inventory.InventoryItemId;
import io.saler.inventory.StockAdjusted;
import io.saler.inventory.StockCommitted;
import io.saler.inventory.StockRejected;
import io.saler.inventory.StockReleased;
import io.saler.inventory.StockReserved;
import io.saler.inventory.StockReturned;
import io.saler.notification.NotificationKind;
import io.saler.notification.SendNotification;
import io.saler.order.OrderCancellationRequested;
import io.saler.order.OrderCancelled;
import io.saler.order.OrderEvent;
import io.saler.order.OrderGivenUp;
import io.saler.order.OrderId;
import io.saler.order.OrderPlaced;
import io.saler.order.OrderRefundRefused;
import io.saler.order.OrderRefundRequested;
import io.saler.order.OrderRefunded;
import io.saler.order.OrderRejected;
import io.saler.order.OrderShipped;
import io.saler.order.RejectionReason;
import io.saler.payment.PaymentEvent;
import io.saler.payment.PaymentId;
import io.saler.value.Money;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What must hold in a shop once all is settled. */
final class ModelRules {

    private final ModelHistory history;
    private final ModelGateway gateway;
    private final List<ProductId> products;
    private final int stock;

    final Set<SendNotification> notifications = new LinkedHashSet<>();
    final Set<OrderId> toldTooLate = new LinkedHashSet<>();
    final Set<OrderId> givenUpInTime = new LinkedHashSet<>();

    /** @param stock of each product in the beginning */
    ModelRules(ModelHistory history, ModelGateway gateway, List<ProductId> products, int stock) {
        this.history = history;
        this.gateway = gateway;
        this.products = products;
        this.stock = stock;
    }

    /** Which of the rules of the shop are broken now that all is settled. */
    List<String> broken(Set<String> alive) {
        var broken = new ArrayList<String>();
        alive.forEach(saga -> broken.add("A process goes on though nothing is awaited: " + saga));
        products.forEach(product -> stock(InventoryItemId.of(product), broken));
        history.orders().forEach((order, total) -> {
            money(order, total, broken);
            promises(order, broken);
        });
        history.orders().keySet().forEach(order -> {
            if (told(order, NotificationKind.ORDER_CONFIRMED) && told(order, NotificationKind.ORDER_REJECTED)) {
                broken.add("The customer of order %s was told of both outcomes".formatted(order));
            }
        });
        toldTooLate.forEach(
                order -> broken.add("Order %s is cancelled and then confirmed to its customer".formatted(order)));
        return broken;
    }

    /** What was answered to people has come to be. */
    private void promises(OrderId order, List<String> broken) {
        List<OrderEvent> story = history.all(OrderEvent.class).stream()
                .filter(event -> event.orderId().equals(order))
                .toList();
        boolean asked = story.stream()
                .anyMatch(event -> event instanceof OrderCancellationRequested || event instanceof OrderGivenUp);
        boolean cancelled = story.stream().anyMatch(OrderCancelled.class::isInstance);
        boolean rejected = story.stream().anyMatch(OrderRejected.class::isInstance);
        if (asked && !cancelled && !rejected) {
            broken.add("Order %s was to be given up, and is not".formatted(order));
        }
        if (givenUpInTime.contains(order)
                && story.stream()
                        .anyMatch(event -> event instanceof OrderRejected ended
                                && ended.reason() != RejectionReason.GIVEN_UP_BY_ADMINISTRATOR)) {
            broken.add("Order %s was given up and is rejected for another reason".formatted(order));
        }
        if (cancelled && story.stream().anyMatch(OrderShipped.class::isInstance)) {
            broken.add("Order %s is cancelled and shipped".formatted(order));
        }
        for (OrderEvent event : story) {
            if (event instanceof OrderRefundRequested refund
                    && !refund.amount().equals(Money.zero(refund.amount().currency()))) {
                long outcomes = story.stream()
                        .filter(each -> each instanceof OrderRefunded done
                                        && done.refundId().equals(refund.refundId())
                                || each instanceof OrderRefundRefused refused
                                        && refused.refundId().equals(refund.refundId()))
                        .count();
                if (outcomes != 1) {
                    broken.add("Refund %s of order %s has %d outcomes".formatted(refund.refundId(), order, outcomes));
                }
            }
        }
    }

    private boolean told(OrderId order, NotificationKind kind) {
        return notifications.stream().anyMatch(mail -> order.equals(mail.orderId()) && mail.kind() == kind);
    }

    private void stock(InventoryItemId item, List<String> broken) {
        int sold = 0;
        int onHand = stock;
        int reserved = 0;
        for (InventoryEvent event : history.all(InventoryEvent.class)) {
            if (!event.itemId().equals(item)) {
                continue;
            }
            switch (event) {
                case StockCommitted committed -> {
                    sold += committed.quantity().units();
                    onHand = committed.onHand();
                    reserved = committed.reserved();
                }
                case StockReturned returned -> {
                    sold -= returned.quantity().units();
                    onHand = returned.onHand();
                    reserved = returned.reserved();
                }
                case StockReserved promised -> reserved = promised.reserved();
                case StockReleased released -> reserved = released.reserved();
                case InventoryItemCreated created -> {}
                case StockAdjusted adjusted -> {}
                case StockRejected rejected -> {}
            }
            if (reserved < 0 || reserved > onHand) {
                broken.add("%d of %d units are promised".formatted(reserved, onHand));
            }
        }
        if (sold + onHand != stock || reserved != 0) {
            broken.add("Of %d units %d are sold, %d left and %d reserved".formatted(stock, sold, onHand, reserved));
        }
        int owed = history.orders().keySet().stream()
                .filter(order -> history.status(order).equals("sold"))
                .mapToInt(order -> units(order, item))
                .sum();
        if (owed != sold) {
            broken.add("%d units are in orders that are sold, but %d were sold".formatted(owed, sold));
        }
    }

    private int units(OrderId order, InventoryItemId item) {
        return history.all(OrderPlaced.class).stream()
                .filter(placed -> placed.orderId().equals(order))
                .flatMap(placed -> placed.lines().stream())
                .filter(line -> InventoryItemId.of(line.productId()).equals(item))
                .mapToInt(line -> line.quantity().units())
                .sum();
    }

    private void money(OrderId order, Money total, List<String> broken) {
        Money zero = Money.zero(total.currency());
        Money taken = zero;
        Money given = zero;
        int charges = 0;
        Set<PaymentId> payments = new LinkedHashSet<>();
        history.all(PaymentEvent.class).stream()
                .filter(event -> event.orderId().equals(order))
                .forEach(event -> payments.add(event.paymentId()));
        for (PaymentId payment : payments) {
            ModelGateway.Account account = gateway.accounts().get(payment);
            if (account != null) {
                taken = taken.plus(account.captured());
                given = given.plus(account.refunded);
                charges += account.captured().equals(zero) ? 0 : 1;
            }
        }
        Money recorded = zero;
        for (OrderRefunded refunded : history.all(OrderRefunded.class)) {
            if (refunded.orderId().equals(order)) {
                recorded = recorded.plus(refunded.amount());
            }
        }
        String status = history.status(order);
        boolean kept = history.all(OrderRefundRefused.class).stream()
                .anyMatch(refused -> refused.orderId().equals(order));
        Money expected = status.equals("sold") || kept ? total.minus(recorded) : zero;
        if (status.equals("open")) {
            broken.add("Order %s has come to no end".formatted(order));
        }
        if (!taken.minus(given).equals(expected) || !given.equals(recorded)) {
            broken.add("Order %s of %s is %s: the gateway took %s and gave back %s, the order says %s"
                    .formatted(order, total, status, taken, given, recorded));
        }
        if (charges > 1) {
            broken.add("Order %s was charged %d times".formatted(order, charges));
        }
        if (given.compareTo(taken) > 0) {
            broken.add("Order %s: more is given back than was taken".formatted(order));
        }
    }
}
