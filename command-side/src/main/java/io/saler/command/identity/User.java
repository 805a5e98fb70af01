package io.saler.command.identity;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.saler.identity.EmailVerified;
import io.saler.identity.EraseUser;
import io.saler.identity.PasswordResetRequested;
import io.saler.identity.RegisterUser;
import io.saler.identity.RequestPasswordReset;
import io.saler.identity.RequestVerification;
import io.saler.identity.UserErased;
import io.saler.identity.UserId;
import io.saler.identity.UserRegistered;
import io.saler.identity.VerificationRequested;
import io.saler.identity.VerifyEmail;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/** A person with an account, until they are erased. */
@Aggregate
class User {

    @AggregateIdentifier
    private @Nullable UserId userId;

    private boolean verified;
    private boolean erased;
    private final MailAllowance verifications = new MailAllowance();
    private final MailAllowance passwordResets = new MailAllowance();

    User() {}

    User(RegisterUser registration, PersonKey key) {
        UserId user = registration.userId();
        apply(new UserRegistered(
                user,
                key.seal(user, UserRegistered.EMAIL, registration.email().value()),
                key.seal(user, UserRegistered.NAME, registration.name()),
                registration.role()));
    }

    @CommandHandler
    void requestVerification(RequestVerification command) {
        if (!verified && !erased && verifications.covers(command.at())) {
            apply(new VerificationRequested(command.userId(), command.at()));
        }
    }

    @CommandHandler
    void requestPasswordReset(RequestPasswordReset command) {
        if (!erased && passwordResets.covers(command.at())) {
            apply(new PasswordResetRequested(command.userId(), command.at()));
        }
    }

    @CommandHandler
    void verify(VerifyEmail command) {
        if (!verified && !erased) {
            apply(new EmailVerified(command.userId()));
        }
    }

    void erase(EraseUser command) {
        if (!erased) {
            apply(new UserErased(command.userId(), command.reason()));
        }
    }

    @EventSourcingHandler
    void on(UserRegistered event) {
        userId = event.userId();
    }

    @EventSourcingHandler
    void on(VerificationRequested event) {
        verifications.use(event.requestedAt());
    }

    @EventSourcingHandler
    void on(PasswordResetRequested event) {
        passwordResets.use(event.requestedAt());
    }

    @EventSourcingHandler
    void on(EmailVerified event) {
        verified = true;
    }

    @EventSourcingHandler
    void on(UserErased event) {
        erased = true;
    }
}
