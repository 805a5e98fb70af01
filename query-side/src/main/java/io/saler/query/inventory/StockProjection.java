package io.saler.query.inventory;

import io.saler.inventory.InventoryEvent;
import io.saler.inventory.InventoryItemCreated;
import io.saler.query.projection.Batch;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventHandler;
import org.springframework.stereotype.Component;

/** Follows stock. Of the many movements of one product in a batch, only the last sets its level. */
@Component
@ProcessingGroup("catalog")
class StockProjection {

    private final StockTable stock;

    StockProjection(StockTable stock) {
        this.stock = stock;
    }

    @EventHandler
    void on(InventoryEvent event, DomainEventMessage<?> message) {
        StockMovement movement = StockMovement.of(event, message.getTimestamp());
        if (movement == null) {
            return;
        }
        if (event instanceof InventoryItemCreated created) {
            changes().keep(created, message.getSequenceNumber());
        }
        changes().move(new StockChanges.Moved(event.productId(), movement, message.getSequenceNumber()));
    }

    private StockChanges changes() {
        return Batch.of(this, StockChanges::new, stock::write);
    }
}
