package io.saler.command.store;

import io.saler.gateway.access.ApiKeys;
import io.saler.store.ApiKeyCreated;
import io.saler.store.ApiKeyRevoked;
import io.saler.store.ApiKeyRolled;
import io.saler.store.ApiKeyUsed;
import io.saler.store.StoreEvent;
import io.saler.store.StoreOpened;
import io.saler.store.StoreTimeZoneChanged;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.springframework.stereotype.Component;

/** Keeps the table of keys, in the transaction of the event itself, and has what this process remembers forgotten. */
@Component
@ProcessingGroup("stores")
class ApiKeyProjection {

    private final ApiKeyTable table;
    private final ApiKeys remembered;

    ApiKeyProjection(ApiKeyTable table, ApiKeys remembered) {
        this.table = table;
        this.remembered = remembered;
    }

    @EventHandler
    void on(StoreEvent event) {
        switch (event) {
            case ApiKeyCreated created -> table.add(created);
            case ApiKeyRolled rolled -> table.roll(rolled);
            case ApiKeyRevoked revoked -> table.revoke(revoked);
            case StoreOpened opened -> {
                return;
            }
            case StoreTimeZoneChanged changed -> {
                return;
            }
            case ApiKeyUsed used -> {
                return;
            }
        }
        CurrentUnitOfWork.get().root().afterCommit(committed -> remembered.forget());
    }
}
