package io.saler.query.analytics;

import io.saler.catalog.CatalogEvent;
import io.saler.inventory.InventoryEvent;
import io.saler.order.OrderEvent;
import io.saler.query.projection.Batch;
import io.saler.query.projection.Savepoints;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventHandler;

/** Follows what is counted into one generation of the ledger. A batch of events is written at once. */
class LedgerProjection {

    private final Aggregators aggregators;
    private final Batch<List<Happening>> batch;

    LedgerProjection(Aggregators aggregators, LedgerTables tables, Savepoints savepoints) {
        this.aggregators = aggregators;
        this.batch = new Batch<>(savepoints, ArrayList::new, happenings -> tables.write(happenings, aggregators));
    }

    @EventHandler
    void on(OrderEvent event, DomainEventMessage<?> message) {
        note(message);
    }

    @EventHandler
    void on(InventoryEvent event, DomainEventMessage<?> message) {
        note(message);
    }

    @EventHandler
    void on(CatalogEvent event, DomainEventMessage<?> message) {
        note(message);
    }

    private void note(DomainEventMessage<?> message) {
        if (aggregators.count(message.getPayloadType())) {
            Happening happening = Happening.of(message);
            batch.add(happenings -> happenings.add(happening));
        }
    }
}
