package io.saler.command.identity;

import io.saler.axonserver.person.RegisteredPeople;
import io.saler.identity.EmailVerified;
import io.saler.identity.UserErased;
import io.saler.identity.UserRegistered;
import io.saler.store.StoreOpened;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.springframework.stereotype.Component;

/**
 * Keeps the accounts, in the transaction of the event itself: signing in works right after verifying, and not any more
 * right after being erased.
 */
@Component
@ProcessingGroup("accounts")
class AccountProjection {

    private final Accounts accounts;
    private final Credentials credentials;
    private final MailedTokens tokens;
    private final PersonKeys keys;
    private final RegisteredPeople people;

    AccountProjection(
            Accounts accounts,
            Credentials credentials,
            MailedTokens tokens,
            PersonKeys keys,
            RegisteredPeople people) {
        this.accounts = accounts;
        this.credentials = credentials;
        this.tokens = tokens;
        this.keys = keys;
        this.people = people;
    }

    /** Whoever was erased meanwhile has no account, however often their registration is seen again. */
    @EventHandler
    void on(UserRegistered event) {
        people.of(event).ifPresent(person -> accounts.add(event.userId(), event.role(), person.email(), person.name()));
    }

    @EventHandler
    void on(EmailVerified event) {
        accounts.verified(event.userId());
    }

    @EventHandler
    void on(StoreOpened event) {
        accounts.hasStore(event.ownerId());
    }

    @EventHandler
    void on(UserErased event) {
        accounts.remove(event.userId());
        credentials.forget(event.userId());
        tokens.withdrawAll(event.userId());
        keys.destroy(event.userId());
    }
}
