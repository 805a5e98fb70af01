package io.saler.gateway.problem;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.server.resource.BearerTokenError;
import org.springframework.security.web.firewall.RequestRejectedException;

/** Callers who cannot be recognised, and recognised ones who may not. */
final class SecurityMapping implements ProblemMapping {

    @Override
    public @Nullable Problem explain(Throwable thrown) {
        return switch (thrown) {
            // The keys to check tokens with cannot be had: that says nothing about the token.
            case AuthenticationServiceException keysAway -> Problem.unavailable();
            case OAuth2AuthenticationException token -> badToken(token);
            case AuthenticationException missing ->
                Problem.of(HttpStatus.UNAUTHORIZED, "unauthenticated", "Sign in first: this needs an access token.")
                        .with(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
            case AccessDeniedException denied ->
                Problem.of(HttpStatus.FORBIDDEN, "forbidden", "You may not do this.")
                        .with(HttpHeaders.WWW_AUTHENTICATE, "Bearer error=\"insufficient_scope\"");
            case RequestRejectedException malformed ->
                Problem.of(
                        HttpStatus.BAD_REQUEST,
                        "invalid-request",
                        "The request's path or one of its headers has characters that are not allowed.");
            default -> null;
        };
    }

    private static Problem badToken(OAuth2AuthenticationException thrown) {
        if (thrown.getError() instanceof BearerTokenError error && error.getHttpStatus() == HttpStatus.BAD_REQUEST) {
            return Problem.of(HttpStatus.BAD_REQUEST, "invalid-request", "Send exactly one access token.")
                    .with(HttpHeaders.WWW_AUTHENTICATE, "Bearer error=\"invalid_request\"");
        }
        return Problem.of(HttpStatus.UNAUTHORIZED, "unauthenticated", "The access token is not valid, or too old.")
                .with(HttpHeaders.WWW_AUTHENTICATE, "Bearer error=\"invalid_token\"");
    }
}
