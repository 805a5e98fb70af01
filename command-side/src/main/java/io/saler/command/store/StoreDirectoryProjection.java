package io.saler.command.store;

import io.saler.identity.UserErased;
import io.saler.store.StoreOpened;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.jdbi.v3.core.Jdbi;
import org.springframework.stereotype.Component;

/** Enters stores into the directory, in the transaction that opens them. */
@Component
@ProcessingGroup("stores")
class StoreDirectoryProjection {

    private final Jdbi jdbi;

    StoreDirectoryProjection(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    @EventHandler
    void on(StoreOpened event) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into command.store (store_id, owner_id, name, currency)
                        values (:store, :owner, :name, :currency) on conflict do nothing""")
                .bind("store", event.storeId().value())
                .bind("owner", event.ownerId().value())
                .bind("name", event.name())
                .bind("currency", event.currency().getCurrencyCode())
                .execute());
    }

    @EventHandler
    void on(UserErased event) {
        jdbi.useHandle(
                handle -> handle.createUpdate("update command.store set owner_erased = true where owner_id = :owner")
                        .bind("owner", event.userId().value())
                        .execute());
    }
}
