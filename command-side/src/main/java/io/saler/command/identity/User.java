package io.saler.command.identity;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.saler.identity.EmailVerified;
import io.saler.identity.RegisterUser;
import io.saler.identity.UserId;
import io.saler.identity.UserRegistered;
import io.saler.identity.VerifyEmail;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/** A person with an account. */
@Aggregate
class User {

    @AggregateIdentifier
    private @Nullable UserId userId;

    private boolean verified;

    User() {}

    User(RegisterUser registration) {
        apply(new UserRegistered(
                registration.userId(), registration.email(), registration.name(), registration.role()));
    }

    @CommandHandler
    void verify(VerifyEmail command) {
        if (!verified) {
            apply(new EmailVerified(command.userId()));
        }
    }

    @EventSourcingHandler
    void on(UserRegistered event) {
        userId = event.userId();
    }

    @EventSourcingHandler
    void on(EmailVerified event) {
        verified = true;
    }
}
