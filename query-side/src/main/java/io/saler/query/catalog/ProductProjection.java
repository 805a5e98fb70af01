package io.saler.query.catalog;

import io.saler.catalog.CatalogEvent;
import io.saler.inventory.InventoryEvent;
import io.saler.query.projection.Batch;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventHandler;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/** Keeps the table that product pages and lists are read from. */
@Component
@ProcessingGroup("catalog")
class ProductProjection {

    private final ProductTable products;

    ProductProjection(@Qualifier("listedProducts") ProductTable products) {
        this.products = products;
    }

    @EventHandler
    void on(CatalogEvent event, DomainEventMessage<?> message) {
        changes().add(event, message);
    }

    @EventHandler
    void on(InventoryEvent event, DomainEventMessage<?> message) {
        changes().add(event, message);
    }

    private ProductChanges changes() {
        return Batch.of(this, ProductChanges::new, changes -> changes.applyTo(products));
    }
}
