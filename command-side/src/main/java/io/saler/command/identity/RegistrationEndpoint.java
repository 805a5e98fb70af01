package io.saler.command.identity;

import io.saler.identity.EmailAddress;
import io.saler.identity.IdentityFailure.TokenInvalid;
import io.saler.identity.RegisterUser;
import io.saler.identity.Role;
import io.saler.identity.UserId;
import io.saler.identity.VerifyEmail;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.concurrent.TimeUnit;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.messaging.MetaData;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Takes registrations, and the tokens that prove addresses. */
@RestController
class RegistrationEndpoint {

    record Applicant(
            @NotNull EmailAddress email,
            @NotNull String password,
            @NotBlank @Size(max = 200) String name) {

        @Override
        public String toString() {
            return "Applicant[" + email + "]";
        }
    }

    record Registered(UserId userId) {}

    record Proof(@NotNull String token) {

        @Override
        public String toString() {
            return "Proof";
        }
    }

    private final Registration registration;
    private final VerificationTokens tokens;
    private final CommandGateway commands;

    RegistrationEndpoint(Registration registration, VerificationTokens tokens, CommandGateway commands) {
        this.registration = registration;
        this.tokens = tokens;
        this.commands = commands;
    }

    @PostMapping("/auth/register")
    @ResponseStatus(HttpStatus.CREATED)
    Registered register(@Valid @RequestBody Applicant applicant) {
        Passwords.check(applicant.password());
        var user = new RegisterUser(UserId.random(), applicant.email(), applicant.name(), Role.CUSTOMER);
        registration.register(user, applicant.password(), MetaData.emptyInstance());
        return new Registered(user.userId());
    }

    /** Verifies before the token is used up: a crash in between leaves a token that can be used again. */
    @PostMapping("/auth/verify")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void verify(@Valid @RequestBody Proof proof) {
        UserId user = tokens.owner(proof.token()).orElseThrow(TokenInvalid::new);
        commands.sendAndWait(new VerifyEmail(user), 10, TimeUnit.SECONDS);
        if (!tokens.consume(proof.token())) {
            throw new TokenInvalid();
        }
    }
}
