package io.saler.command.identity;

import io.saler.command.identity.MailedTokens.Purpose;
import io.saler.identity.Actor;
import io.saler.identity.IdentityFailure.TokenInvalid;
import io.saler.identity.Role;
import io.saler.identity.UserId;
import io.saler.identity.VerifyEmail;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.springframework.stereotype.Component;

/** Lets people prove their address with the token that was sent to it. */
@Component
class Verification {

    private final MailedTokens tokens;
    private final CommandGateway commands;

    Verification(MailedTokens tokens, CommandGateway commands) {
        this.tokens = tokens;
        this.commands = commands;
    }

    /**
     * Throws {@link TokenInvalid} for a token that does not work, or not any more. The address is verified before the
     * token is used up: a crash in between leaves a token that can be used again.
     */
    void verify(String token) {
        UserId user = tokens.owner(Purpose.VERIFICATION, token).orElseThrow(TokenInvalid::new);
        prove(user);
        if (!tokens.consume(Purpose.VERIFICATION, token)) {
            throw new TokenInvalid();
        }
    }

    /** Nobody is signed in, but whoever has a token that was mailed to a person is this person. */
    void prove(UserId user) {
        var verification = GenericCommandMessage.asCommandMessage(new VerifyEmail(user))
                .andMetaData(Map.of(Actor.KEY, Actor.user(Role.CUSTOMER, user).toString()));
        commands.sendAndWait(verification, 10, TimeUnit.SECONDS);
    }
}
