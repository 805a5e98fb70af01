package io.saler.command.order;

import io.saler.failure.Forbidden;
import io.saler.gateway.access.AccessRule;
import io.saler.gateway.access.AccessRules;
import io.saler.gateway.access.MessageRule;
import io.saler.gateway.access.MessageRules;
import io.saler.order.PlaceOrder;
import java.util.List;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;

/** Whoever is signed in may buy, for themselves. What becomes of an order is decided by Saler alone. */
@Component
final class OrderAccess implements AccessRules, MessageRules {

    @Override
    public List<AccessRule> rules() {
        return List.of(AccessRule.signedIn(HttpMethod.POST, "/orders"));
    }

    @Override
    public List<MessageRule<?>> messageRules() {
        return List.of(new MessageRule<>(PlaceOrder.class, (actor, order) -> {
            if (!actor.is(order.customerId())) {
                throw new Forbidden();
            }
        }));
    }
}
