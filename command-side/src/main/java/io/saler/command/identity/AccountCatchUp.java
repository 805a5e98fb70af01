package io.saler.command.identity;

import io.saler.axonserver.person.RegisteredPeople;
import org.axonframework.config.ProcessingGroup;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/**
 * Follows the events of Axon Server as well, whose commit is not that of PostgreSQL: a process killed between the two
 * would leave accounts behind that are in the event store and nowhere else, or keys of people who were erased. Seeing
 * an event again changes nothing.
 */
@Component
@ProcessingGroup("accounts-catch-up")
@ConditionalOnProperty(name = "saler.event-store", havingValue = "axon-server")
class AccountCatchUp extends AccountProjection {

    AccountCatchUp(
            Accounts accounts, Credentials credentials, MailedTokens tokens, PersonKeys keys, RegisteredPeople people) {
        super(accounts, credentials, tokens, keys, people);
    }
}
