package io.saler.command.identity;

import io.saler.failure.Failure;
import io.saler.gateway.access.CurrentUser;
import io.saler.gateway.audit.Act;
import io.saler.gateway.audit.AuditLog;
import io.saler.gateway.limit.LoginAttempts;
import io.saler.identity.EmailAddress;
import io.saler.identity.IdentityFailure.BadCredentials;
import io.saler.identity.IdentityFailure.EmailUnverified;
import io.saler.identity.IdentityFailure.SessionInvalid;
import io.saler.identity.UserId;
import jakarta.servlet.http.HttpServletRequest;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/** Who has the right password is signed in, and stays so with the refresh token of the last answer. */
@Component
class SignIn {

    /** @param refresh null when sessions cannot be kept at the moment; then sign in again after expiry */
    record Tokens(String access, @Nullable RefreshToken refresh) {

        @Override
        public String toString() {
            return "Tokens";
        }
    }

    /** Looked up for unknown addresses, so that they cost as many questions as known ones. */
    private static final UserId NOBODY = new UserId(new UUID(0, 0));

    private static final Logger log = LoggerFactory.getLogger(SignIn.class);

    private final Accounts accounts;
    private final Credentials credentials;
    private final Passwords passwords;
    private final AccessTokens accessTokens;
    private final Sessions sessions;
    private final LoginAttempts attempts;

    SignIn(
            Accounts accounts,
            Credentials credentials,
            Passwords passwords,
            AccessTokens accessTokens,
            Sessions sessions,
            LoginAttempts attempts) {
        this.accounts = accounts;
        this.credentials = credentials;
        this.passwords = passwords;
        this.accessTokens = accessTokens;
        this.sessions = sessions;
        this.attempts = attempts;
    }

    /** The same refusal for an unknown address and for a wrong password. */
    Tokens begin(EmailAddress address, String password, Door door, HttpServletRequest request) {
        String email = address.value();
        attempts.begin(email, request.getRemoteAddr());
        Account account = accounts.of(address).orElse(null);
        UserId whose = account == null ? NOBODY : account.userId();
        Credential credential = credentials.of(whose).orElse(null);
        boolean right = passwords.matches(password, credential == null ? null : credential.passwordHash());
        if (!right || account == null || credential == null) {
            throw refused(account, new BadCredentials());
        }
        attempts.succeeded(email, request.getRemoteAddr());
        if (passwords.areOutdated(credential.passwordHash())) {
            credentials.rehash(account.userId(), credential, passwords.hash(password));
        }
        if (!account.verified()) {
            throw refused(account, new EmailUnverified());
        }
        try {
            door.admit(account);
        } catch (Failure notHere) {
            throw refused(account, notHere);
        }
        AuditLog.succeeded(Act.LOGIN, account.userId(), new CurrentUser(account.userId(), account.roles()).actor());
        String session = Sessions.freshId();
        var tokens = new Tokens(
                accessTokens.issue(account, session, door.tokensValidFor()),
                continuation(session, account.userId(), credential.generation(), door, Client.of(request)));
        if (accounts.of(account.userId()).isEmpty()) {
            // Erased while the password was compared, when there was no session yet that could be ended.
            sessions.endAll(account.userId());
            throw new BadCredentials();
        }
        return tokens;
    }

    private static Failure refused(@Nullable Account account, Failure refusal) {
        AuditLog.refused(Act.LOGIN, account == null ? null : account.userId(), refusal);
        return refusal;
    }

    /** Signing in does not depend on Redis; only staying signed in does. */
    private @Nullable RefreshToken continuation(
            String session, UserId user, long generation, Door door, Client client) {
        try {
            return sessions.open(session, user, generation, door.retriedWithin(), client);
        } catch (DataAccessException away) {
            log.warn("Somebody signed in without a refresh token: {}", away.getMessage());
            return null;
        }
    }

    /** Everything that can fail comes before the old token is used up. */
    Tokens goOn(String refreshToken, Door door, HttpServletRequest request) {
        RefreshToken token = RefreshToken.parse(refreshToken);
        Account account = accounts.of(token.user()).orElseThrow(SessionInvalid::new);
        Credential credential = credentials.of(token.user()).orElseThrow(SessionInvalid::new);
        door.admit(account);
        String accessToken = accessTokens.issue(account, token.session(), door.tokensValidFor());
        try {
            return new Tokens(accessToken, sessions.rotate(token, credential.generation(), Client.of(request)));
        } catch (SessionInvalid refused) {
            AuditLog.refused(Act.SESSION_CONTINUED, token.user(), refused);
            throw refused;
        }
    }
}
