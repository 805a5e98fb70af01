package io.saler.command.identity;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.saler.gateway.access.CurrentUser;
import io.saler.gateway.audit.Act;
import io.saler.gateway.audit.AuditLog;
import io.saler.gateway.openapi.Refuses;
import io.saler.identity.EmailAddress;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;
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

        static TokenPair of(SignIn.Tokens tokens) {
            return new TokenPair(
                    tokens.access(),
                    tokens.refresh() == null ? null : tokens.refresh().text(),
                    "Bearer",
                    Door.API.tokensValidFor().toSeconds());
        }
    }

    private final SignIn signIn;
    private final Sessions sessions;

    SessionEndpoint(SignIn signIn, Sessions sessions) {
        this.signIn = signIn;
        this.sessions = sessions;
    }

    @PostMapping("/auth/login")
    @Refuses({HttpStatus.UNAUTHORIZED, HttpStatus.FORBIDDEN})
    TokenPair login(@Valid @RequestBody Login login, HttpServletRequest request) {
        return TokenPair.of(signIn.begin(login.email(), login.password(), Door.API, request));
    }

    @PostMapping("/auth/refresh")
    @Refuses(HttpStatus.UNAUTHORIZED)
    TokenPair refresh(@Valid @RequestBody Refresh refresh, HttpServletRequest request) {
        return TokenPair.of(signIn.goOn(refresh.refreshToken(), Door.API, request));
    }

    @PostMapping("/auth/logout")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void logout(CurrentUser user, @AuthenticationPrincipal @Nullable Jwt token) {
        sessions.end(user.id(), AccessTokens.sessionOf(token));
        AuditLog.succeeded(Act.LOGOUT, user.id());
    }
}
