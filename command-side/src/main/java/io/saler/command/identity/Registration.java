package io.saler.command.identity;

import io.saler.failure.FailureDetails;
import io.saler.identity.IdentityFailure.EmailTaken;
import io.saler.identity.RegisterUser;
import io.saler.identity.UserId;
import java.util.Optional;
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
    private final EmailClaims claims;

    Registration(
            CommandGateway commands,
            Accounts accounts,
            Credentials credentials,
            Passwords passwords,
            EmailClaims claims) {
        this.commands = commands;
        this.accounts = accounts;
        this.credentials = credentials;
        this.passwords = passwords;
        this.claims = claims;
    }

    /**
     * Throws {@link EmailTaken} however closely the other registration came before this one. Whoever is registered
     * already under the same id stays as they are.
     */
    void register(RegisterUser user, String password, MetaData origin) {
        if (isRegistered(user)) {
            return;
        }
        credentials.keep(user.userId(), passwords.hash(password, () -> isRegistered(user)));
        try {
            commands.sendAndWait(
                    GenericCommandMessage.asCommandMessage(user).andMetaData(origin), 10, TimeUnit.SECONDS);
        } catch (CommandExecutionException refused) {
            if (!lostTheRace(refused)) {
                throw refused;
            }
            if (!claims.isOf(user.userId(), user.email())) {
                credentials.forget(user.userId());
                throw new EmailTaken();
            }
        }
    }

    private boolean isRegistered(RegisterUser user) {
        Optional<UserId> holder = accounts.of(user.email()).map(Account::userId);
        if (holder.isPresent() && !holder.get().equals(user.userId())) {
            throw new EmailTaken();
        }
        return holder.isPresent();
    }

    private static boolean lostTheRace(CommandExecutionException refused) {
        return refused.<FailureDetails>getDetails()
                .filter(FailureDetails::isConcurrentChange)
                .isPresent();
    }
}
