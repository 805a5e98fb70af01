package io.saler.command.order;

import static io.saler.store.Scope.ORDERS_WRITE;

import io.saler.failure.Forbidden;
import io.saler.gateway.access.AccessRule;
import io.saler.gateway.access.AccessRules;
import io.saler.gateway.access.MessageRule;
import io.saler.gateway.access.MessageRules;
import io.saler.identity.Role;
import io.saler.order.CancelOrder;
import io.saler.order.DeliverOrder;
import io.saler.order.GiveUpOrder;
import io.saler.order.PayOrder;
import io.saler.order.PlaceOrder;
import io.saler.order.RefundOrder;
import io.saler.order.ShipOrder;
import java.util.List;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;

/**
 * Whoever is signed in may buy, for themselves, pay what they have ordered, and give it up as their store and
 * administrators may. The rest is the store's: shipping, and giving money back.
 */
@Component
final class OrderAccess implements AccessRules, MessageRules {

    private final OrderOwnership orders;

    OrderAccess(OrderOwnership orders) {
        this.orders = orders;
    }

    @Override
    public List<AccessRule> rules() {
        return List.of(
                AccessRule.signedIn(HttpMethod.POST, "/orders"),
                AccessRule.signedIn(HttpMethod.POST, "/payment/process"),
                AccessRule.signedIn(HttpMethod.POST, "/orders/{orderId}/cancel").orKeyWith(ORDERS_WRITE),
                AccessRule.signedIn(HttpMethod.POST, "/orders/{orderId}/refunds")
                        .orKeyWith(ORDERS_WRITE),
                AccessRule.signedIn(HttpMethod.POST, "/orders/{orderId}/ship").orKeyWith(ORDERS_WRITE),
                AccessRule.signedIn(HttpMethod.POST, "/orders/{orderId}/deliver")
                        .orKeyWith(ORDERS_WRITE));
    }

    @Override
    public List<MessageRule<?>> messageRules() {
        return List.of(
                new MessageRule<>(PlaceOrder.class, (actor, order) -> {
                    if (!actor.is(order.customerId())) {
                        throw new Forbidden();
                    }
                }),
                new MessageRule<>(
                        PayOrder.class,
                        (actor, payment) -> orders.requireCustomer(actor, payment.orderId(), ORDERS_WRITE)),
                new MessageRule<>(
                        CancelOrder.class,
                        (actor, cancellation) -> orders.requirePart(actor, cancellation.orderId(), ORDERS_WRITE)),
                MessageRule.inRole(GiveUpOrder.class, Role.ADMIN),
                new MessageRule<>(
                        RefundOrder.class, (actor, refund) -> orders.requireOwn(actor, refund.orderId(), ORDERS_WRITE)),
                new MessageRule<>(
                        ShipOrder.class,
                        (actor, shipment) -> orders.requireOwn(actor, shipment.orderId(), ORDERS_WRITE)),
                new MessageRule<>(
                        DeliverOrder.class,
                        (actor, delivery) -> orders.requireOwn(actor, delivery.orderId(), ORDERS_WRITE)));
    }
}
