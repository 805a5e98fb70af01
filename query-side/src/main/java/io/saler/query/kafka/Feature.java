package io.saler.query.kafka;

import io.saler.catalog.CatalogEvent;
import io.saler.identity.IdentityEvent;
import io.saler.inventory.InventoryEvent;
import io.saler.notification.NotificationEvent;
import io.saler.order.OrderEvent;
import io.saler.payment.PaymentEvent;
import io.saler.store.StoreEvent;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.axonframework.serialization.Revision;

/** The features whose events are published, each on a topic of its own. */
enum Feature {
    IDENTITY(IdentityEvent.class),
    STORE(StoreEvent.class),
    CATALOG(CatalogEvent.class),
    INVENTORY(InventoryEvent.class),
    ORDER(OrderEvent.class),
    PAYMENT(PaymentEvent.class),
    NOTIFICATION(NotificationEvent.class);

    private final Class<?> events;

    Feature(Class<?> events) {
        this.events = events;
    }

    static Optional<Feature> of(Object event) {
        return Arrays.stream(values())
                .filter(feature -> feature.publishes(event.getClass()))
                .findFirst();
    }

    boolean publishes(Class<?> event) {
        return events.isAssignableFrom(event);
    }

    /** For example {@code saler.order}. */
    String topic(String prefix) {
        return prefix + "." + this;
    }

    /** The types of its events, by name. */
    List<Class<?>> types() {
        return Arrays.stream(events.getPermittedSubclasses())
                .sorted(Comparator.comparing(Class::getSimpleName))
                .<Class<?>>map(type -> type)
                .toList();
    }

    /** For example {@code io.saler.order.OrderPlaced.v1}. */
    String type(Class<?> event) {
        Revision revision = event.getAnnotation(Revision.class);
        return "io.saler.%s.%s.v%s".formatted(this, event.getSimpleName(), revision == null ? "1" : revision.value());
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
