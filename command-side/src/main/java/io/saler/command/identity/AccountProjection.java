package io.saler.command.identity;

import io.saler.axonserver.person.DamagedText;
import io.saler.axonserver.person.RegisteredPeople;
import io.saler.identity.EmailVerified;
import io.saler.identity.UserErased;
import io.saler.identity.UserRegistered;
import io.saler.store.StoreOpened;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Keeps the accounts, in the transaction of the event itself: signing in works right after verifying, and not any more
 * right after being erased.
 */
@Component
@ProcessingGroup("accounts")
class AccountProjection {

    private static final Logger log = LoggerFactory.getLogger(AccountProjection.class);

    private final Accounts accounts;
    private final Credentials credentials;
    private final MailedTokens tokens;
    private final PersonKeys keys;
    private final RegisteredPeople people;

    AccountProjection(
            Accounts accounts, Credentials credentials, MailedTokens tokens, PersonKeys keys, RegisteredPeople people) {
        this.accounts = accounts;
        this.credentials = credentials;
        this.tokens = tokens;
        this.keys = keys;
        this.people = people;
    }

    /** Whoever was erased meanwhile has no account, however often their registration is seen again. */
    @EventHandler
    void on(UserRegistered event) {
        try {
            people.of(event)
                    .ifPresent(person -> accounts.add(event.userId(), event.role(), person.email(), person.name()));
        } catch (DamagedText damaged) {
            // It stays damaged, and all others are to have their accounts.
            log.error("Somebody has no account: {}", damaged.getMessage());
        }
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
        // In the order of a password's reset, lest the two wait for each other.
        tokens.withdrawAll(event.userId());
        credentials.forget(event.userId());
        keys.destroy(event.userId());
    }
}
