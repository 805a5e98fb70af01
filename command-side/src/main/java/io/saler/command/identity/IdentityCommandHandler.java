package io.saler.command.identity;

import io.saler.command.identity.MailedTokens.Purpose;
import io.saler.identity.EmailAddress;
import io.saler.identity.EmailClaimId;
import io.saler.identity.EraseUser;
import io.saler.identity.IdentityFailure.LastAdministrator;
import io.saler.identity.IdentityFailure.UserUnknown;
import io.saler.identity.IssuePasswordResetToken;
import io.saler.identity.IssueVerificationToken;
import io.saler.identity.RegisterUser;
import io.saler.identity.UserId;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.modelling.command.Repository;
import org.springframework.stereotype.Component;

/**
 * Claims an address and registers its owner in one unit of work, so neither is ever without the other, and likewise
 * lets go of both; and issues the tokens that are mailed to people.
 */
@Component
class IdentityCommandHandler {

    private final Repository<EmailClaim> claims;
    private final Repository<User> users;
    private final Accounts accounts;
    private final MailedTokens tokens;
    private final PersonKeys keys;
    private final ClaimIds ids;

    IdentityCommandHandler(
            Repository<EmailClaim> claims,
            Repository<User> users,
            Accounts accounts,
            MailedTokens tokens,
            PersonKeys keys,
            ClaimIds ids) {
        this.claims = claims;
        this.users = users;
        this.accounts = accounts;
        this.tokens = tokens;
        this.keys = keys;
        this.ids = ids;
    }

    @CommandHandler
    void register(RegisterUser command) throws Exception {
        PersonKey key = keys.of(command.userId()).orElseThrow(UserUnknown::new);
        EmailClaimId address = ids.of(command.email());
        claims.loadOrCreate(address.toString(), EmailClaim::new)
                .execute(claim -> claim.claim(address, command.userId()));
        users.newInstance(() -> new User(command, key));
    }

    @CommandHandler
    void erase(EraseUser command) {
        UserId person = command.userId();
        if (accounts.isLastAdministrator(person)) {
            throw new LastAdministrator();
        }
        accounts.person(person).ifPresent(known -> release(new EmailAddress(known.email()), person));
        users.load(person.toString()).execute(user -> user.erase(command));
    }

    private void release(EmailAddress email, UserId person) {
        try {
            claims.load(ids.of(email).toString()).execute(claim -> claim.release(person));
        } catch (AggregateNotFoundException claimedBeforeThereWasASecret) {
            // The address has another id by now, under which nobody has claimed it.
        }
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
