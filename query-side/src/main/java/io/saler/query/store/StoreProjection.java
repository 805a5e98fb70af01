package io.saler.query.store;

import io.saler.query.projection.Batch;
import io.saler.store.StoreEvent;
import io.saler.store.StoreOpened;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventHandler;
import org.springframework.stereotype.Component;

/** Follows stores. */
@Component
@ProcessingGroup("catalog")
class StoreProjection {

    private final StoreTable stores;

    StoreProjection(StoreTable stores) {
        this.stores = stores;
    }

    @EventHandler
    void on(StoreEvent event, DomainEventMessage<?> message) {
        switch (event) {
            case StoreOpened opened -> openings().add(new StoreTable.Opening(opened, message.getTimestamp()));
        }
    }

    private List<StoreTable.Opening> openings() {
        return Batch.of(this, ArrayList::new, stores::open);
    }
}
