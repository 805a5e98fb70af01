package io.saler.command.catalog;

import io.saler.catalog.ProductId;
import io.saler.gateway.idempotency.OperationId;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.stereotype.Component;

/** Knows by which operation a product was created, as its first event says. */
@Component
class ProductOrigins {

    private final EventStore events;

    ProductOrigins(EventStore events) {
        this.events = events;
    }

    boolean isFrom(OperationId operation, ProductId product) {
        var history = events.readEvents(product.toString(), 0);
        return history.hasNext()
                && operation.toString().equals(history.next().getMetaData().get(OperationId.KEY));
    }
}
