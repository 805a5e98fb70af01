package io.saler.command.identity;

import io.saler.command.identity.MailedTokens.Purpose;
import io.saler.gateway.audit.Act;
import io.saler.gateway.audit.AuditLog;
import io.saler.identity.EmailAddress;
import io.saler.identity.IdentityFailure.PasswordRefused;
import io.saler.identity.IdentityFailure.TokenInvalid;
import io.saler.identity.IdentityFailure.UserUnknown;
import io.saler.identity.IdentityFailure.WrongPassword;
import io.saler.identity.Person;
import io.saler.identity.UserId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Gives people new passwords. No session that was opened with the old one can be continued afterwards: that is kept in
 * the same transaction as the password, so it holds even while Redis is away.
 */
@Component
class PasswordChanges {

    private static final Logger log = LoggerFactory.getLogger(PasswordChanges.class);

    private final MailedTokens tokens;
    private final Accounts accounts;
    private final Credentials credentials;
    private final Passwords passwords;
    private final PasswordRules rules;
    private final Sessions sessions;
    private final Verification verification;
    private final TransactionTemplate transaction;

    PasswordChanges(
            MailedTokens tokens,
            Accounts accounts,
            Credentials credentials,
            Passwords passwords,
            PasswordRules rules,
            Sessions sessions,
            Verification verification,
            PlatformTransactionManager transactions) {
        this.tokens = tokens;
        this.accounts = accounts;
        this.credentials = credentials;
        this.passwords = passwords;
        this.rules = rules;
        this.sessions = sessions;
        this.verification = verification;
        this.transaction = new TransactionTemplate(transactions);
    }

    /**
     * Sets the password of whomever a token was mailed to, whose address is verified by that as well. Throws
     * {@link TokenInvalid} for a token that does not work, or not any more, and {@link PasswordRefused}; the token can
     * be used again after that.
     */
    void reset(String token, String password) {
        UserId user = tokens.owner(Purpose.PASSWORD_RESET, token).orElseThrow(TokenInvalid::new);
        check("password", user, password);
        String hash = passwords.hash(password);
        verification.prove(user);
        transaction.executeWithoutResult(status -> {
            if (!tokens.consume(Purpose.PASSWORD_RESET, token)) {
                throw new TokenInvalid();
            }
            credentials.keep(user, hash);
        });
        tidily(() -> sessions.endAll(user));
        AuditLog.succeeded(Act.PASSWORD_CHANGED, user);
    }

    /** The credential of somebody who knows their password; throws {@link WrongPassword} if they do not. */
    Credential prove(UserId user, String password) {
        Credential known = credentials.of(user).orElseThrow(WrongPassword::new);
        if (!passwords.matches(password, known.passwordHash())) {
            throw new WrongPassword();
        }
        return known;
    }

    /**
     * Sets the password of somebody who has proved to know the current one. Throws {@link PasswordRefused}, and
     * {@link WrongPassword} when there is another by now. Mailed links for a new password do not work any more.
     *
     * @param session the one that goes on
     */
    void change(UserId user, Credential proven, String session, String password) {
        check("newPassword", user, password);
        String hash = passwords.hash(password);
        transaction.executeWithoutResult(status -> {
            if (!credentials.replace(user, proven, hash)) {
                throw new WrongPassword();
            }
            tokens.withdraw(Purpose.PASSWORD_RESET, user);
        });
        tidily(() -> sessions.endFormer(user, session, proven.generation() + 1));
        AuditLog.succeeded(Act.PASSWORD_CHANGED, user);
    }

    private void check(String field, UserId user, String password) {
        Person person = accounts.person(user).orElseThrow(UserUnknown::new);
        rules.check(field, password, new EmailAddress(person.email()), person.name());
    }

    /** What is left behind when this fails belongs to a former password and opens nothing. */
    private static void tidily(Runnable ending) {
        try {
            ending.run();
        } catch (DataAccessException away) {
            log.warn("Sessions of a former password are left to expire: {}", away.getMessage());
        }
    }
}
