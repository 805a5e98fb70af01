package io.saler.query.store;

import io.saler.query.projection.Batch;
import io.saler.query.projection.Savepoints;
import io.saler.store.ApiKeyCreated;
import io.saler.store.ApiKeyRevoked;
import io.saler.store.ApiKeyRolled;
import io.saler.store.ApiKeyUsed;
import io.saler.store.StoreEvent;
import io.saler.store.StoreOpened;
import io.saler.store.StoreTimeZoneChanged;
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

    private final Batch<List<StoreTable.Change>> batch;

    StoreProjection(Savepoints savepoints, StoreTable stores) {
        this.batch = new Batch<>(savepoints, ArrayList::new, stores::write);
    }

    @EventHandler
    void on(StoreEvent event, DomainEventMessage<?> message) {
        switch (event) {
            case StoreOpened opened -> note(new StoreTable.Opening(opened, message.getTimestamp()));
            case StoreTimeZoneChanged changed -> note(new StoreTable.Relocation(changed, message.getSequenceNumber()));
            // Not about the store itself but about its keys.
            case ApiKeyCreated created -> {}
            case ApiKeyRolled rolled -> {}
            case ApiKeyRevoked revoked -> {}
            case ApiKeyUsed used -> {}
        }
    }

    private void note(StoreTable.Change change) {
        batch.add(changes -> changes.add(change));
    }
}
