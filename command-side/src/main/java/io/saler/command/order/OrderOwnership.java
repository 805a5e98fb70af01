package io.saler.command.order;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.saler.command.store.StoreKeepers;
import io.saler.failure.Forbidden;
import io.saler.identity.Actor;
import io.saler.identity.Role;
import io.saler.identity.UserId;
import io.saler.order.OrderFailure.OrderUnknown;
import io.saler.order.OrderId;
import io.saler.order.OrderPlaced;
import io.saler.store.Scope;
import io.saler.store.StoreFailure.StoreUnknown;
import io.saler.store.StoreId;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Decides who may act on an order: its customer, and who may act for the store that it was placed in. To everybody else
 * it does not exist. Whose an order is says its first event, once and for all, so what was asked for lately is kept in
 * memory.
 */
@Component
final class OrderOwnership {

    private static final int KEPT = 10_000;

    private record Parties(UserId customer, StoreId store) {}

    private final StoreKeepers keepers;
    private final EventStore events;
    private final Cache<OrderId, Parties> recent =
            Caffeine.newBuilder().maximumSize(KEPT).build();

    OrderOwnership(StoreKeepers keepers, EventStore events) {
        this.keepers = keepers;
        this.events = events;
    }

    /**
     * Refuses who may not act for the order's store, its customer too, with {@link OrderUnknown} or with what a key
     * lacks.
     */
    void requireOwn(Actor actor, OrderId order, Scope scope) {
        Parties parties = parties(order);
        try {
            keepers.require(actor, parties.store(), scope);
        } catch (StoreUnknown notTheirs) {
            throw actor.is(parties.customer()) ? new Forbidden() : new OrderUnknown();
        }
    }

    /** Lets the order's customer pass as well, and administrators. */
    void requirePart(Actor actor, OrderId order, Scope scope) {
        boolean may = actor.is(parties(order).customer()) || actor.is(Role.ADMIN);
        if (!may) {
            requireOwn(actor, order, scope);
        }
    }

    /** Lets nobody pass but the order's customer; to its store the order exists, but this is not theirs to do. */
    void requireCustomer(Actor actor, OrderId order, Scope scope) {
        if (!actor.is(parties(order).customer())) {
            requireOwn(actor, order, scope);
            throw new Forbidden();
        }
    }

    /** Reads outside of the cache's own locks, which orders share. */
    private Parties parties(OrderId order) {
        Parties known = recent.getIfPresent(order);
        if (known != null) {
            return known;
        }
        Parties read = read(order);
        if (read == null) {
            throw new OrderUnknown();
        }
        recent.put(order, read);
        return read;
    }

    private @Nullable Parties read(OrderId order) {
        var history = events.readEvents(order.toString(), 0);
        return history.hasNext() && history.next().getPayload() instanceof OrderPlaced placed
                ? new Parties(placed.customerId(), placed.storeId())
                : null;
    }
}
