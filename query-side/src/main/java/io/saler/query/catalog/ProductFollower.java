package io.saler.query.catalog;

import io.saler.catalog.CatalogEvent;
import io.saler.inventory.InventoryEvent;
import io.saler.query.projection.Batch;
import io.saler.query.projection.Savepoints;
import java.util.List;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventHandler;

/** A projection that follows products in states of its own, and learns once a batch which of them have changed. */
public abstract class ProductFollower {

    private final Batch<ProductChanges> batch;

    protected ProductFollower(ProductTable states, Savepoints savepoints) {
        this.batch = new Batch<>(savepoints, ProductChanges::new, changes -> changed(changes.applyTo(states)));
    }

    @EventHandler
    void on(CatalogEvent event, DomainEventMessage<?> message) {
        batch.add(changes -> changes.add(event, message));
    }

    @EventHandler
    void on(InventoryEvent event, DomainEventMessage<?> message) {
        batch.add(changes -> changes.add(event, message));
    }

    /** Called before the transaction commits that remembers these states; when it throws, the batch is repeated. */
    protected abstract void changed(List<ProductState> products);
}
