package io.saler.query.order;

import static io.saler.gateway.access.AccessRule.signedIn;
import static io.saler.store.Scope.ORDERS_READ;
import static org.springframework.http.HttpMethod.GET;

import io.saler.failure.Forbidden;
import io.saler.gateway.access.AccessRule;
import io.saler.gateway.access.AccessRules;
import io.saler.gateway.access.ApiKeys;
import io.saler.gateway.access.MessageRule;
import io.saler.gateway.access.MessageRules;
import io.saler.identity.Actor;
import io.saler.identity.Role;
import io.saler.identity.UserId;
import io.saler.order.FindOrder;
import io.saler.order.OrderView;
import io.saler.query.store.StoreTable;
import io.saler.store.ApiKeyId;
import io.saler.store.StoreId;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * An order is read by its customer, by the owner of its store and that store's keys, by administrators, and by Saler
 * itself. For everybody else there is no such order, over HTTP as on the query bus.
 */
@Component
final class OrderAccess implements AccessRules, MessageRules {

    private final StoreTable stores;
    private final ApiKeys keys;

    OrderAccess(StoreTable stores, ApiKeys keys) {
        this.stores = stores;
        this.keys = keys;
    }

    @Override
    public List<AccessRule> rules() {
        return List.of(
                signedIn(GET, "/orders").orKeyWith(ORDERS_READ),
                signedIn(GET, "/orders/{orderId}").orKeyWith(ORDERS_READ),
                signedIn(GET, "/orders/{orderId}/history").orKeyWith(ORDERS_READ),
                signedIn(GET, "/orders/{orderId}/stream").orKeyWith(ORDERS_READ));
    }

    /** Which order it is decides further, see {@link #mayRead}. */
    @Override
    public List<MessageRule<?>> messageRules() {
        return List.of(new MessageRule<>(FindOrder.class, (actor, query) -> {
            if (!actor.isPerson() && !actor.isApiKey()) {
                throw new Forbidden();
            }
        }));
    }

    boolean mayRead(Actor actor, OrderView order) {
        if (actor.isApiKey()) {
            return keys.find(ApiKeyId.of(actor.id()))
                    .filter(key -> key.store().equals(order.storeId()) && key.has(ORDERS_READ))
                    .isPresent();
        }
        return actor.isSystem()
                || actor.is(Role.ADMIN)
                || actor.is(order.customerId())
                || actor.isPerson() && stores.isOwner(UserId.of(actor.id()), order.storeId());
    }

    /** Whether somebody reads an order from the store's side of the counter, not as its customer. */
    boolean keepsStore(OrderReader reader, StoreId store) {
        return switch (reader) {
            case OrderReader.Person person -> stores.isOwner(person.id(), store);
            case OrderReader.Store key -> key.id().equals(store);
            case OrderReader.Administrator administrator -> true;
        };
    }
}
