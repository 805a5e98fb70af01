package io.saler.command.identity;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.saler.gateway.access.CurrentUser;
import io.saler.gateway.audit.Act;
import io.saler.gateway.audit.AuditLog;
import io.saler.gateway.limit.LoginAttempts;
import io.saler.gateway.openapi.Refuses;
import io.saler.identity.EmailAddress;
import io.saler.identity.IdentityFailure.BadCredentials;
import io.saler.identity.IdentityFailure.EmailUnverified;
import io.saler.identity.IdentityFailure.SessionInvalid;
import io.saler.identity.UserId;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Signing in, staying signed in, signing out. */
@RestController
class SessionEndpoint {

    @Schema(example = """
            {"email": "pat@example.org", "password": "correct horse battery staple"}""")
    record Login(@NotNull EmailAddress email, @NotNull String password) {

        @Override
        public String toString() {
            return "Login";
        }
    }

    @Schema(example = """
            {"refreshToken": "the-refresh-token-of-the-last-answer"}""")
    record Refresh(@NotNull String refreshToken) {

        @Override
        public String toString() {
            return "Refresh";
        }
    }

    /** @param refreshToken null when sessions cannot be kept at the moment; then sign in again after expiry */
    record TokenPair(
            String accessToken,

            @JsonInclude(JsonInclude.Include.ALWAYS) @Schema(types = {"string", "null"}) @Nullable
            String refreshToken,

            String tokenType,
            long expiresIn) {

        static TokenPair of(String accessToken, @Nullable String refreshToken) {
            return new TokenPair(accessToken, refreshToken, "Bearer", AccessTokens.VALID_FOR.toSeconds());
        }
    }

    /** Looked up for unknown addresses, so that they cost as many questions as known ones. */
    private static final UserId NOBODY = new UserId(new UUID(0, 0));

    private static final Logger log = LoggerFactory.getLogger(SessionEndpoint.class);

    private final Accounts accounts;
    private final Credentials credentials;
    private final Passwords passwords;
    private final AccessTokens accessTokens;
    private final Sessions sessions;
    private final LoginAttempts attempts;

    SessionEndpoint(
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

    @PostMapping("/auth/login")
    @Refuses({HttpStatus.UNAUTHORIZED, HttpStatus.FORBIDDEN})
    TokenPair login(@Valid @RequestBody Login login, HttpServletRequest request) {
        String email = login.email().value();
        attempts.begin(email, request.getRemoteAddr());
        Account account = accounts.of(login.email()).orElse(null);
        UserId whose = account == null ? NOBODY : account.userId();
        Credential credential = credentials.of(whose).orElse(null);
        boolean right = passwords.matches(login.password(), credential == null ? null : credential.passwordHash());
        if (!right || account == null || credential == null) {
            var refusal = new BadCredentials();
            AuditLog.refused(Act.LOGIN, account == null ? null : account.userId(), refusal);
            throw refusal;
        }
        attempts.succeeded(email, request.getRemoteAddr());
        if (passwords.areOutdated(credential.passwordHash())) {
            credentials.rehash(account.userId(), credential, passwords.hash(login.password()));
        }
        if (!account.verified()) {
            var refusal = new EmailUnverified();
            AuditLog.refused(Act.LOGIN, account.userId(), refusal);
            throw refusal;
        }
        AuditLog.succeeded(Act.LOGIN, account.userId(), new CurrentUser(account.userId(), account.roles()).actor());
        String session = Sessions.freshId();
        TokenPair pair = TokenPair.of(
                accessTokens.issue(account, session),
                continuation(session, account.userId(), credential.generation(), Client.of(request)));
        if (accounts.of(account.userId()).isEmpty()) {
            // Erased while the password was compared, when there was no session yet that could be ended.
            sessions.endAll(account.userId());
            throw new BadCredentials();
        }
        return pair;
    }

    /** Signing in does not depend on Redis; only staying signed in does. */
    private @Nullable String continuation(String session, UserId user, long generation, Client client) {
        try {
            return sessions.open(session, user, generation, client).text();
        } catch (DataAccessException away) {
            log.warn("Somebody signed in without a refresh token: {}", away.getMessage());
            return null;
        }
    }

    /** Everything that can fail comes before the old token is used up. */
    @PostMapping("/auth/refresh")
    @Refuses(HttpStatus.UNAUTHORIZED)
    TokenPair refresh(@Valid @RequestBody Refresh refresh, HttpServletRequest request) {
        RefreshToken token = RefreshToken.parse(refresh.refreshToken());
        Account account = accounts.of(token.user()).orElseThrow(SessionInvalid::new);
        Credential credential = credentials.of(token.user()).orElseThrow(SessionInvalid::new);
        String accessToken = accessTokens.issue(account, token.session());
        try {
            return TokenPair.of(
                    accessToken,
                    sessions.rotate(token, credential.generation(), Client.of(request))
                            .text());
        } catch (SessionInvalid refused) {
            AuditLog.refused(Act.SESSION_CONTINUED, token.user(), refused);
            throw refused;
        }
    }

    @PostMapping("/auth/logout")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void logout(CurrentUser user, @AuthenticationPrincipal @Nullable Jwt token) {
        sessions.end(user.id(), AccessTokens.sessionOf(token));
        AuditLog.succeeded(Act.LOGOUT, user.id());
    }
}
