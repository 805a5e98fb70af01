package io.saler.query.store;

import io.saler.query.projection.Batch;
import io.saler.query.projection.Savepoints;
import io.saler.store.ApiKeyCreated;
import io.saler.store.ApiKeyRevoked;
import io.saler.store.ApiKeyRolled;
import io.saler.store.ApiKeyUsed;
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

    private final Batch<List<StoreTable.Opening>> batch;

    StoreProjection(Savepoints savepoints, StoreTable stores) {
        this.batch = new Batch<>(savepoints, ArrayList::new, stores::open);
    }

    @EventHandler
    void on(StoreEvent event, DomainEventMessage<?> message) {
        switch (event) {
            case StoreOpened opened -> {
                var opening = new StoreTable.Opening(opened, message.getTimestamp());
                batch.add(openings -> openings.add(opening));
            }
            // Not about the store itself but about its keys.
            case ApiKeyCreated created -> {}
            case ApiKeyRolled rolled -> {}
            case ApiKeyRevoked revoked -> {}
            case ApiKeyUsed used -> {}
        }
    }
}
