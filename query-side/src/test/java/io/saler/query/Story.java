package io.saler.query;

import io.saler.catalog.CatalogEvent;
import io.saler.catalog.ProductCreated;
import io.saler.catalog.ProductDetails;
import io.saler.catalog.ProductId;
import io.saler.catalog.Sku;
import io.saler.identity.Actor;
import io.saler.identity.EmailClaimed;
import io.saler.identity.EmailReleased;
import io.saler.identity.IdentityEvent;
import io.saler.identity.UserId;
import io.saler.inventory.InventoryEvent;
import io.saler.inventory.InventoryItemCreated;
import io.saler.inventory.InventoryItemId;
import io.saler.notification.NotificationEvent;
import io.saler.order.OrderEvent;
import io.saler.order.OrderId;
import io.saler.order.OrderLine;
import io.saler.order.OrderPlaced;
import io.saler.order.OrderTotals;
import io.saler.payment.PaymentEvent;
import io.saler.payment.PaymentMethod;
import io.saler.store.ApiKeyUsed;
import io.saler.store.StoreEvent;
import io.saler.store.StoreId;
import io.saler.store.StoreOpened;
import io.saler.value.Money;
import io.saler.value.Quantity;
import java.time.Instant;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.messaging.MetaData;

/** Tells events as an event store would: numbered within their aggregate, a second apart, each with its cause. */
public final class Story {

    public static final Currency EUR = Currency.getInstance("EUR");
    public static final Instant BEGIN = Instant.parse("2026-11-01T10:00:00Z");

    private final Map<String, Long> numbers = new HashMap<>();
    private Instant now = BEGIN;
    private Actor actor = Actor.system("test");
    private Map<String, String> origin = Map.of();

    /** Whoever causes what follows. */
    public Story by(Actor cause) {
        actor = cause;
        return this;
    }

    /** Where what follows comes from, as metadata say it. */
    public Story from(Map<String, String> metadata) {
        origin = Map.copyOf(metadata);
        return this;
    }

    /** The same moment again for the next event. */
    public Story atOnce() {
        now = now.minusSeconds(1);
        return this;
    }

    /** What follows happens now. */
    public Story now() {
        now = Instant.now();
        return this;
    }

    public DomainEventMessage<Object> event(Object payload) {
        String aggregate = aggregate(payload);
        long number = numbers.merge(aggregate, 0L, (before, none) -> before + 1);
        now = now.plusSeconds(1);
        return new GenericDomainEventMessage<>(
                payload.getClass().getSimpleName(),
                aggregate,
                number,
                payload,
                MetaData.from(origin).and(Actor.KEY, actor.toString()),
                UUID.randomUUID().toString(),
                now);
    }

    public static StoreOpened store(UserId owner) {
        return new StoreOpened(StoreId.random(), owner, "Corner shop", EUR);
    }

    public static ProductCreated product(StoreId store, String sku, String name, String price) {
        return product(store, sku, price, details(name, "Things", List.of()));
    }

    public static ProductCreated product(StoreId store, String sku, String price, ProductDetails details) {
        return new ProductCreated(
                ProductId.of(store, new Sku(sku)), store, new Sku(sku), details, Money.of(price, "EUR"));
    }

    public static ProductDetails details(String name, String category, List<String> tags) {
        return new ProductDetails(name, "All about " + name, category, tags, Map.of("colour", "red"));
    }

    public static InventoryItemCreated stock(ProductCreated product, int onHand) {
        return new InventoryItemCreated(
                InventoryItemId.of(product.productId()), product.productId(), product.storeId(), onHand, 2);
    }

    public static OrderPlaced order(UserId customer, StoreId store, ProductCreated... products) {
        List<OrderLine> lines = List.of(products).stream()
                .map(product -> new OrderLine(
                        product.productId(),
                        product.sku(),
                        product.details().name(),
                        new Quantity(2),
                        product.price(),
                        product.price().times(new Quantity(2))))
                .toList();
        return new OrderPlaced(
                OrderId.random(), customer, store, lines, OrderTotals.of(lines, EUR), new PaymentMethod("pm_approve"));
    }

    private static String aggregate(Object payload) {
        return switch (payload) {
            case OrderEvent event -> event.orderId().toString();
            case PaymentEvent event -> event.paymentId().toString();
            case InventoryEvent event -> event.itemId().toString();
            case NotificationEvent event -> event.notificationId().toString();
            case CatalogEvent event -> event.productId().toString();
            case ApiKeyUsed event -> event.useId().toString();
            case StoreEvent event -> event.storeId().toString();
            case EmailClaimed event -> event.claimId().toString();
            case EmailReleased event -> event.claimId().toString();
            case IdentityEvent event -> event.userId().toString();
            default -> throw new IllegalArgumentException(payload.toString());
        };
    }
}
