package io.saler.command.identity;

import io.saler.identity.IdentityFailure.UserUnknown;
import io.saler.identity.IssueVerificationToken;
import io.saler.identity.RegisterUser;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.modelling.command.Repository;
import org.springframework.stereotype.Component;

/**
 * Claims an address and registers its owner in one unit of work, so neither is ever without the other; and issues the
 * tokens that prove addresses.
 */
@Component
class IdentityCommandHandler {

    private final Repository<EmailClaim> claims;
    private final Repository<User> users;
    private final Accounts accounts;
    private final VerificationTokens tokens;

    IdentityCommandHandler(
            Repository<EmailClaim> claims, Repository<User> users, Accounts accounts, VerificationTokens tokens) {
        this.claims = claims;
        this.users = users;
        this.accounts = accounts;
        this.tokens = tokens;
    }

    @CommandHandler
    void register(RegisterUser command) throws Exception {
        claims.newInstance(() -> new EmailClaim(command));
        users.newInstance(() -> new User(command));
    }

    @CommandHandler
    String issue(IssueVerificationToken command) {
        if (accounts.of(command.userId()).isEmpty()) {
            throw new UserUnknown();
        }
        return tokens.issue(command.userId());
    }
}
