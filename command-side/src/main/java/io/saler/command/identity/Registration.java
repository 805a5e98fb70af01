package io.saler.command.identity;

import io.saler.failure.FailureDetails;
import io.saler.identity.EmailAddress;
import io.saler.identity.IdentityFailure.EmailTaken;
import io.saler.identity.RegisterUser;
import io.saler.identity.UserId;
import java.util.concurrent.TimeUnit;
import org.axonframework.commandhandling.CommandExecutionException;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.messaging.MetaData;
import org.springframework.stereotype.Component;

/**
 * Registers people. The password's hash is kept before anybody is registered, under an id that nobody else knows: if
 * the rest fails, it belongs to nobody and opens nothing.
 */
@Component
class Registration {

    private final CommandGateway commands;
    private final Accounts accounts;
    private final Credentials credentials;
    private final Passwords passwords;

    Registration(CommandGateway commands, Accounts accounts, Credentials credentials, Passwords passwords) {
        this.commands = commands;
        this.accounts = accounts;
        this.credentials = credentials;
        this.passwords = passwords;
    }

    /** Throws {@link EmailTaken} however closely the other registration came before this one. */
    void register(RegisterUser user, String password, MetaData origin) {
        if (isTaken(user.email())) {
            throw new EmailTaken();
        }
        credentials.keep(user.userId(), passwords.hash(password));
        try {
            commands.sendAndWait(
                    GenericCommandMessage.asCommandMessage(user).andMetaData(origin), 10, TimeUnit.SECONDS);
        } catch (CommandExecutionException refused) {
            if (lostTheRace(refused)) {
                forget(user.userId());
                throw new EmailTaken();
            }
            throw refused;
        }
    }

    private boolean isTaken(EmailAddress email) {
        return accounts.of(email).isPresent();
    }

    private static boolean lostTheRace(CommandExecutionException refused) {
        return refused.<FailureDetails>getDetails()
                .filter(FailureDetails::isConcurrentChange)
                .isPresent();
    }

    /** The winner may be this very user, registered by an earlier attempt: then the hash is in use. */
    private void forget(UserId user) {
        if (accounts.of(user).isEmpty()) {
            credentials.forget(user);
        }
    }
}
