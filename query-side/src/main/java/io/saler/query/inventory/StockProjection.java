package io.saler.query.inventory;

import io.saler.inventory.InventoryEvent;
import io.saler.inventory.InventoryItemCreated;
import io.saler.query.projection.Batch;
import io.saler.query.projection.Savepoints;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventHandler;
import org.springframework.stereotype.Component;

/** Follows stock. Of the many movements of one product in a batch, only the last sets its level. */
@Component
@ProcessingGroup("catalog")
class StockProjection {

    private final Batch<StockChanges> batch;

    StockProjection(Savepoints savepoints, StockTable stock) {
        this.batch = new Batch<>(savepoints, StockChanges::new, stock::write);
    }

    @EventHandler
    void on(InventoryEvent event, DomainEventMessage<?> message) {
        StockMovement movement = StockMovement.of(event, message.getTimestamp());
        if (movement == null) {
            return;
        }
        long version = message.getSequenceNumber();
        batch.add(changes -> {
            if (event instanceof InventoryItemCreated created) {
                changes.keep(created, version);
            }
            changes.move(new StockChanges.Moved(event.productId(), movement, version));
        });
    }
}
