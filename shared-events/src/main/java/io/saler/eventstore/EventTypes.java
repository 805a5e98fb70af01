package io.saler.eventstore;

import io.saler.catalog.CatalogEvent;
import io.saler.identity.IdentityEvent;
import io.saler.inventory.InventoryEvent;
import io.saler.notification.NotificationEvent;
import io.saler.order.OrderEvent;
import io.saler.payment.PaymentEvent;
import io.saler.store.StoreEvent;
import java.util.Arrays;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All events that there can be, by their names. */
public final class EventTypes {

    private static final TreeMap<String, Class<?>> BY_NAME = Stream.<Class<?>>of(
                    IdentityEvent.class,
                    StoreEvent.class,
                    CatalogEvent.class,
                    InventoryEvent.class,
                    OrderEvent.class,
                    PaymentEvent.class,
                    NotificationEvent.class)
            .flatMap(feature -> Arrays.stream(feature.getPermittedSubclasses()))
            .collect(Collectors.toMap(Class::getSimpleName, Function.identity(), EventTypes::distinct, TreeMap::new));

    private EventTypes() {}

    /** The names, such as {@code OrderPlaced}, in alphabetical order. */
    public static SortedSet<String> names() {
        return Collections.unmodifiableSortedSet(BY_NAME.navigableKeySet());
    }

    public static Optional<Class<?>> named(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    private static Class<?> distinct(Class<?> one, Class<?> other) {
        throw new IllegalStateException("%s and %s have the same name".formatted(one, other));
    }
}
