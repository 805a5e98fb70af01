package io.saler.command.identity;

import io.saler.command.identity.MailedTokens.Purpose;
import io.saler.identity.IdentityFailure.TokenInvalid;
import io.saler.identity.UserId;
import io.saler.identity.VerifyEmail;
import java.util.concurrent.TimeUnit;
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
        commands.sendAndWait(new VerifyEmail(user), 10, TimeUnit.SECONDS);
        if (!tokens.consume(Purpose.VERIFICATION, token)) {
            throw new TokenInvalid();
        }
    }
}
