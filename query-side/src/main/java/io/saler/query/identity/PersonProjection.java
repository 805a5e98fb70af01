package io.saler.query.identity;

import io.saler.identity.EmailClaimed;
import io.saler.identity.EmailVerified;
import io.saler.identity.IdentityEvent;
import io.saler.identity.PasswordResetRequested;
import io.saler.identity.UserRegistered;
import io.saler.identity.VerificationRequested;
import io.saler.query.projection.Batch;
import io.saler.query.projection.Savepoints;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.springframework.stereotype.Component;

/** Follows people. */
@Component
@ProcessingGroup("people")
class PersonProjection {

    private final PersonTable people;
    private final Batch<List<IdentityEvent>> batch;

    PersonProjection(Savepoints savepoints, PersonTable people) {
        this.people = people;
        this.batch = new Batch<>(savepoints, ArrayList::new, changes -> changes.forEach(this::write));
    }

    @EventHandler
    void on(IdentityEvent event) {
        batch.add(changes -> changes.add(event));
    }

    private void write(IdentityEvent change) {
        switch (change) {
            case UserRegistered registered -> people.register(registered);
            case EmailVerified verified -> people.verify(verified.userId());
            case EmailClaimed claimed -> {}
            case VerificationRequested aMail -> {}
            case PasswordResetRequested aMail -> {}
        }
    }
}
