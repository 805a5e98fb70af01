package io.saler.query.identity;

import io.saler.identity.EmailClaimed;
import io.saler.identity.EmailVerified;
import io.saler.identity.IdentityEvent;
import io.saler.identity.UserRegistered;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.springframework.stereotype.Component;

/** Follows people. */
@Component
@ProcessingGroup("people")
class PersonProjection {

    private final PersonTable people;

    PersonProjection(PersonTable people) {
        this.people = people;
    }

    @EventHandler
    void on(IdentityEvent event) {
        switch (event) {
            case UserRegistered registered -> people.register(registered);
            case EmailVerified verified -> people.verify(verified.userId());
            case EmailClaimed claimed -> {}
        }
    }
}
