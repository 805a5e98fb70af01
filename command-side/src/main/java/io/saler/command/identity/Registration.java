package io.saler.command.identity;

import io.saler.failure.FailureDetails;
import io.saler.identity.IdentityFailure.EmailTaken;
import io.saler.identity.IdentityFailure.UserUnknown;
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
 * Registers people. The password's hash and the key for their personal texts are kept before anybody is registered,
 * under an id that nobody else knows: if the rest fails, they belong to nobody and open nothing.
 */
@Component
class Registration {

    private final CommandGateway commands;
    private final Accounts accounts;
    private final Credentials credentials;
    private final Passwords passwords;
    private final EmailClaims claims;
    private final PersonKeys keys;

    Registration(
            CommandGateway commands,
            Accounts accounts,
            Credentials credentials,
            Passwords passwords,
            EmailClaims claims,
            PersonKeys keys) {
        this.commands = commands;
        this.accounts = accounts;
        this.credentials = credentials;
        this.passwords = passwords;
        this.claims = claims;
        this.keys = keys;
    }

    /**
     * Throws {@link EmailTaken} however closely the other registration came before this one. Whoever is registered
     * already under the same id stays as they are, and whoever was erased does not come back: {@link UserUnknown}.
     */
    void register(RegisterUser user, String password, MetaData origin) {
        if (isRegistered(user)) {
            return;
        }
        String hash = passwords.hash(password, () -> isRegistered(user));
        if (!keys.make(user.userId())) {
            throw new UserUnknown();
        }
        credentials.keep(user.userId(), hash);
        try {
            commands.sendAndWait(
                    GenericCommandMessage.asCommandMessage(user).andMetaData(origin), 10, TimeUnit.SECONDS);
        } catch (CommandExecutionException refused) {
            if (!lostTheRace(refused)) {
                throw refused;
            }
            if (!claims.isOf(user.userId(), user.email())) {
                credentials.forget(user.userId());
                keys.forget(user.userId());
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
                .filter(details -> details.isConcurrentChange() || details.equals(new EmailTaken().details()))
                .isPresent();
    }
}
