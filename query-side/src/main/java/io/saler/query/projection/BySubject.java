package io.saler.query.projection;

import io.saler.catalog.CatalogEvent;
import io.saler.inventory.InventoryEvent;
import io.saler.inventory.InventoryItemCreated;
import io.saler.inventory.StockAdjusted;
import io.saler.inventory.StockCommitted;
import io.saler.inventory.StockRejected;
import io.saler.inventory.StockReleased;
import io.saler.inventory.StockReserved;
import io.saler.inventory.StockReturned;
import io.saler.notification.NotificationEvent;
import io.saler.order.OrderEvent;
import io.saler.payment.PaymentEvent;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.async.SequencingPolicy;
import org.axonframework.eventhandling.async.SequentialPerAggregatePolicy;
import org.jspecify.annotations.Nullable;

/**
 * Keeps events in line that are about the same product, or the same order, although different aggregates say them: a
 * read model that shows both must see them in the order of the stream. Others are in line by aggregate, as usual.
 */
enum BySubject implements SequencingPolicy<EventMessage<?>> {
    ORDER,
    PRODUCT;

    private static final SequentialPerAggregatePolicy BY_AGGREGATE = new SequentialPerAggregatePolicy();

    @Override
    public @Nullable Object getSequenceIdentifierFor(EventMessage<?> event) {
        Object payload = event.getPayload();
        Object about = switch (this) {
            case ORDER -> order(payload);
            case PRODUCT -> product(payload);
        };
        return about == null ? BY_AGGREGATE.getSequenceIdentifierFor(event) : about.toString();
    }

    private static @Nullable Object order(Object event) {
        return switch (event) {
            case OrderEvent order -> order.orderId();
            case PaymentEvent payment -> payment.orderId();
            case InventoryEvent inventory -> orderOf(inventory);
            case NotificationEvent notification -> notification.orderId();
            default -> null;
        };
    }

    private static @Nullable Object orderOf(InventoryEvent event) {
        return switch (event) {
            case StockReserved reserved -> reserved.orderId();
            case StockRejected rejected -> rejected.orderId();
            case StockCommitted committed -> committed.orderId();
            case StockReleased released -> released.orderId();
            case StockReturned returned -> returned.orderId();
            case InventoryItemCreated created -> null;
            case StockAdjusted adjusted -> null;
        };
    }

    private static @Nullable Object product(Object event) {
        return switch (event) {
            case CatalogEvent product -> product.productId();
            case InventoryEvent inventory -> inventory.productId();
            default -> null;
        };
    }
}
