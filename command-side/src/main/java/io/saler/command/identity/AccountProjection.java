package io.saler.command.identity;

import io.saler.identity.EmailVerified;
import io.saler.identity.UserRegistered;
import io.saler.store.StoreOpened;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.springframework.stereotype.Component;

/** Keeps the accounts, in the transaction of the event itself: signing in works right after verifying. */
@Component
@ProcessingGroup("accounts")
class AccountProjection {

    private final Accounts accounts;

    AccountProjection(Accounts accounts) {
        this.accounts = accounts;
    }

    @EventHandler
    void on(UserRegistered event) {
        accounts.add(event);
    }

    @EventHandler
    void on(EmailVerified event) {
        accounts.verified(event.userId());
    }

    @EventHandler
    void on(StoreOpened event) {
        accounts.hasStore(event.ownerId());
    }
}
