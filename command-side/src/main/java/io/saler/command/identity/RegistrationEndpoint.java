package io.saler.command.identity;

import io.saler.gateway.idempotency.Idempotent;
import io.saler.gateway.idempotency.OperationId;
import io.saler.gateway.openapi.Refuses;
import io.saler.identity.EmailAddress;
import io.saler.identity.RegisterUser;
import io.saler.identity.Role;
import io.saler.identity.UserId;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.axonframework.messaging.MetaData;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Takes registrations, and the tokens that prove addresses. */
@RestController
class RegistrationEndpoint {

    @Schema(example = """
            {"email": "pat@example.org", "password": "correct horse battery staple", "name": "Pat Example"}""")
    record Applicant(
            @NotNull EmailAddress email,
            @NotNull String password,
            @NotBlank @Size(max = 200) String name) {

        @Override
        public String toString() {
            return "Applicant";
        }
    }

    record Registered(UserId userId) {}

    @Schema(example = """
            {"email": "ada@example.com"}""")
    record Unverified(@NotNull EmailAddress email) {

        @Override
        public String toString() {
            return "Unverified";
        }
    }

    @Schema(example = """
            {"token": "the-token-from-the-mail"}""")
    record Proof(@NotNull String token) {

        @Override
        public String toString() {
            return "Proof";
        }
    }

    private final Registration registration;
    private final Verification verification;
    private final PasswordRules rules;
    private final MailRequests mails;

    RegistrationEndpoint(
            Registration registration, Verification verification, PasswordRules rules, MailRequests mails) {
        this.registration = registration;
        this.verification = verification;
        this.rules = rules;
        this.mails = mails;
    }

    @PostMapping("/auth/register")
    @Idempotent
    @ResponseStatus(HttpStatus.CREATED)
    Registered register(@Valid @RequestBody Applicant applicant, OperationId operation) {
        var user = new RegisterUser(new UserId(operation.value()), applicant.email(), applicant.name(), Role.CUSTOMER);
        rules.check("password", applicant.password(), user.email(), user.name());
        registration.register(user, applicant.password(), MetaData.emptyInstance());
        return new Registered(user.userId());
    }

    @PostMapping("/auth/verify/resend")
    @ResponseStatus(HttpStatus.ACCEPTED)
    void resend(@Valid @RequestBody Unverified unverified) {
        mails.verification(unverified.email());
    }

    @ApiResponse(
            responseCode = "400",
            description = "Refused; for the form of the page, by a page",
            content = @Content(mediaType = MediaType.TEXT_HTML_VALUE, schema = @Schema(type = "string")))
    @PostMapping("/auth/verify")
    @Refuses(HttpStatus.CONFLICT)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void verify(@Valid @RequestBody Proof proof) {
        verification.verify(proof.token());
    }
}
