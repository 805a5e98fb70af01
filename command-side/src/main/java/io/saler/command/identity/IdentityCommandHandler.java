package io.saler.command.identity;

import io.saler.command.identity.MailedTokens.Purpose;
import io.saler.identity.IdentityFailure.UserUnknown;
import io.saler.identity.IssuePasswordResetToken;
import io.saler.identity.IssueVerificationToken;
import io.saler.identity.RegisterUser;
import io.saler.identity.UserId;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.modelling.command.Repository;
import org.springframework.stereotype.Component;

/**
 * Claims an address and registers its owner in one unit of work, so neither is ever without the other; and issues the
 * tokens that are mailed to people.
 */
@Component
class IdentityCommandHandler {

    private final Repository<EmailClaim> claims;
    private final Repository<User> users;
    private final Accounts accounts;
    private final MailedTokens tokens;

    IdentityCommandHandler(
            Repository<EmailClaim> claims, Repository<User> users, Accounts accounts, MailedTokens tokens) {
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
        return issue(Purpose.VERIFICATION, command.userId());
    }

    @CommandHandler
    String issue(IssuePasswordResetToken command) {
        return issue(Purpose.PASSWORD_RESET, command.userId());
    }

    private String issue(Purpose purpose, UserId user) {
        if (accounts.of(user).isEmpty()) {
            throw new UserUnknown();
        }
        return tokens.issue(purpose, user);
    }
}
