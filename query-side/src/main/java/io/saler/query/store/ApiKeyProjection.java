package io.saler.query.store;

import io.saler.gateway.access.ApiKeys;
import io.saler.query.projection.Batch;
import io.saler.query.projection.Savepoints;
import io.saler.store.ApiKeyCreated;
import io.saler.store.ApiKeyRevoked;
import io.saler.store.ApiKeyRolled;
import io.saler.store.ApiKeyUsed;
import io.saler.store.StoreEvent;
import io.saler.store.StoreOpened;
import io.saler.store.StoreTimeZoneChanged;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.Timestamp;
import org.springframework.stereotype.Component;

/**
 * Follows the keys of stores. A processor of its own, which stops where others park an event and go on: what is behind
 * may be that a key was revoked, and whatever read model is rebuilt, no revoked key works meanwhile.
 */
@Component
@ProcessingGroup("store-keys")
class ApiKeyProjection {

    private final ApiKeyTable table;
    private final Batch<List<Change>> batch;

    ApiKeyProjection(Savepoints savepoints, ApiKeyTable table, ApiKeys remembered) {
        this.table = table;
        this.batch = new Batch<>(
                savepoints, ArrayList::new, changes -> changes.forEach(this::write), written -> remembered.forget());
    }

    private record Change(StoreEvent event, Instant at) {}

    @EventHandler
    void on(StoreEvent event, @Timestamp Instant at) {
        if (!(event instanceof StoreOpened || event instanceof StoreTimeZoneChanged)) {
            batch.add(changes -> changes.add(new Change(event, at)));
        }
    }

    private void write(Change change) {
        switch (change.event()) {
            case ApiKeyCreated created -> table.add(created, change.at());
            case ApiKeyRolled rolled -> table.roll(rolled);
            case ApiKeyRevoked revoked -> table.remove(revoked.keyId());
            case ApiKeyUsed used -> table.used(used);
            case StoreOpened opened -> {}
            case StoreTimeZoneChanged changed -> {}
        }
    }
}
