package io.saler.command.identity;

import io.saler.gateway.access.CurrentUser;
import io.saler.gateway.audit.Act;
import io.saler.gateway.audit.AuditLog;
import io.saler.gateway.page.Page;
import io.saler.identity.IdentityFailure.SessionUnknown;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Shows people where they are signed in, and lets them end that. There are so few sessions that one page holds all. */
@RestController
class SessionListEndpoint {

    /** @param current whether it is the session of the request itself */
    record OwnSession(
            String sessionId,
            Instant createdAt,
            Instant lastUsedAt,
            @Nullable String userAgent,
            String address,
            boolean current) {

        static OwnSession of(Session session, String current) {
            return new OwnSession(
                    session.sessionId(),
                    session.createdAt(),
                    session.lastUsedAt(),
                    session.userAgent(),
                    session.address(),
                    session.sessionId().equals(current));
        }
    }

    private final Sessions sessions;
    private final Credentials credentials;

    SessionListEndpoint(Sessions sessions, Credentials credentials) {
        this.sessions = sessions;
        this.credentials = credentials;
    }

    @GetMapping("/auth/sessions")
    Page<OwnSession> list(CurrentUser user, @AuthenticationPrincipal @Nullable Jwt token) {
        String current = AccessTokens.sessionOf(token);
        List<OwnSession> own = credentials.of(user.id()).stream()
                .flatMap(credential -> sessions.of(user.id(), credential.generation()).stream())
                .map(session -> OwnSession.of(session, current))
                .toList();
        return new Page<>(own, null);
    }

    @DeleteMapping("/auth/sessions/{sessionId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void end(@PathVariable UUID sessionId, CurrentUser user) {
        if (!sessions.end(user.id(), sessionId.toString())) {
            throw new SessionUnknown();
        }
        AuditLog.succeeded(Act.SESSION_REVOKED, user.id());
    }

    /** All but the session of the request itself. */
    @DeleteMapping("/auth/sessions")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void endOthers(CurrentUser user, @AuthenticationPrincipal @Nullable Jwt token) {
        credentials
                .of(user.id())
                .ifPresent(credential ->
                        sessions.endOthers(user.id(), AccessTokens.sessionOf(token), credential.generation()));
        AuditLog.succeeded(Act.SESSION_REVOKED, user.id());
    }
}
