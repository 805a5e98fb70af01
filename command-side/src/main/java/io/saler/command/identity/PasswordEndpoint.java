package io.saler.command.identity;

import io.saler.gateway.access.CurrentUser;
import io.saler.gateway.audit.Act;
import io.saler.gateway.audit.AuditLog;
import io.saler.gateway.limit.LoginAttempts;
import io.saler.gateway.openapi.Refuses;
import io.saler.identity.EmailAddress;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** New passwords: for those who forgot theirs, and for those who know it. */
@RestController
class PasswordEndpoint {

    @Schema(example = """
            {"email": "ada@example.com"}""")
    record Forgotten(@NotNull EmailAddress email) {

        @Override
        public String toString() {
            return "Forgotten";
        }
    }

    @Schema(example = """
            {"token": "the-token-from-the-mail", "password": "correct horse battery"}""")
    record Reset(@NotNull String token, @NotNull String password) {

        @Override
        public String toString() {
            return "Reset";
        }
    }

    @Schema(example = """
            {"currentPassword": "correct horse battery", "newPassword": "another horse, another battery"}""")
    record Change(@NotNull String currentPassword, @NotNull String newPassword) {

        @Override
        public String toString() {
            return "Change";
        }
    }

    private final MailRequests mails;
    private final PasswordChanges changes;
    private final LoginAttempts attempts;

    PasswordEndpoint(MailRequests mails, PasswordChanges changes, LoginAttempts attempts) {
        this.mails = mails;
        this.changes = changes;
        this.attempts = attempts;
    }

    @PostMapping("/auth/password/forgot")
    @ResponseStatus(HttpStatus.ACCEPTED)
    void forgot(@Valid @RequestBody Forgotten forgotten) {
        mails.passwordReset(forgotten.email());
        AuditLog.succeeded(Act.PASSWORD_RESET_REQUESTED, null);
    }

    @ApiResponse(
            responseCode = "400",
            description = "Refused; for the form of the page, by a page",
            content = @Content(mediaType = MediaType.TEXT_HTML_VALUE, schema = @Schema(type = "string")))
    @PostMapping("/auth/password/reset")
    @Refuses(HttpStatus.CONFLICT)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void reset(@Valid @RequestBody Reset reset) {
        changes.reset(reset.token(), reset.password());
    }

    /** Whoever finds a computer unattended can guess here no faster than at signing in. */
    @PostMapping("/auth/password/change")
    @Refuses(HttpStatus.FORBIDDEN)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void change(
            @Valid @RequestBody Change change,
            CurrentUser user,
            @AuthenticationPrincipal @Nullable Jwt token,
            HttpServletRequest request) {
        attempts.begin(user.id().toString(), request.getRemoteAddr());
        Credential proven = changes.prove(user.id(), change.currentPassword());
        attempts.succeeded(user.id().toString(), request.getRemoteAddr());
        changes.change(user.id(), proven, AccessTokens.sessionOf(token), change.newPassword());
    }
}
