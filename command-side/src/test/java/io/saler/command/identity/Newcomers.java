package io.saler.command.identity;

import io.saler.identity.EmailAddress;
import io.saler.identity.RegisterUser;
import io.saler.identity.Role;
import io.saler.identity.UserId;
import java.util.UUID;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.springframework.stereotype.Component;

/**
 * People of whom a test needs no more than that they are signed in. They have no password, whose hash takes a tenth of
 * a second of a processor on purpose, and once more when it is compared.
 */
@Component
public class Newcomers {

    private final PersonKeys keys;
    private final Verification verification;
    private final Accounts accounts;
    private final AccessTokens tokens;

    Newcomers(PersonKeys keys, Verification verification, Accounts accounts, AccessTokens tokens) {
        this.keys = keys;
        this.verification = verification;
        this.accounts = accounts;
        this.tokens = tokens;
    }

    /** The access token of one of them, whose address is verified. */
    public String accessToken(CommandGateway commands) {
        UserId newcomer = UserId.random();
        var email = new EmailAddress(UUID.randomUUID() + "@example.org");
        keys.make(newcomer);
        commands.sendAndWait(new RegisterUser(newcomer, email, "Ada", Role.CUSTOMER));
        verification.prove(newcomer);
        return tokens.issue(accounts.of(newcomer).orElseThrow(), Sessions.freshId(), AccessTokens.VALID_FOR);
    }
}
