package io.saler.query.identity;

import io.saler.axonserver.person.RegisteredPeople;
import io.saler.identity.EmailClaimed;
import io.saler.identity.EmailReleased;
import io.saler.identity.EmailVerified;
import io.saler.identity.IdentityEvent;
import io.saler.identity.PasswordResetRequested;
import io.saler.identity.Person;
import io.saler.identity.UserErased;
import io.saler.identity.UserId;
import io.saler.identity.UserRegistered;
import io.saler.identity.VerificationRequested;
import io.saler.query.projection.Batch;
import io.saler.query.projection.Savepoints;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.Timestamp;
import org.springframework.stereotype.Component;

/**
 * Follows people. Who they are is asked for once for a whole batch, just before it is written: if it cannot be learned
 * now, the batch is repeated, and nobody looks as if they had been erased.
 */
@Component
@ProcessingGroup("people")
class PersonProjection {

    private final RegisteredPeople registered;
    private final PersonTable people;
    private final Batch<List<Change>> batch;

    PersonProjection(Savepoints savepoints, RegisteredPeople registered, PersonTable people) {
        this.registered = registered;
        this.people = people;
        this.batch = new Batch<>(savepoints, ArrayList::new, this::write);
    }

    private record Change(IdentityEvent event, Instant at) {}

    @EventHandler
    void on(IdentityEvent event, @Timestamp Instant at) {
        batch.add(changes -> changes.add(new Change(event, at)));
    }

    private void write(List<Change> changes) {
        Map<UserId, Person> known = registered.of(changes.stream()
                .map(Change::event)
                .filter(UserRegistered.class::isInstance)
                .map(UserRegistered.class::cast)
                .toList());
        changes.forEach(change -> write(change, known));
    }

    private void write(Change change, Map<UserId, Person> known) {
        switch (change.event()) {
            case UserRegistered person ->
                people.register(person.userId(), person.role(), known.getOrDefault(person.userId(), Person.ERASED));
            case EmailVerified verified -> people.verify(verified.userId());
            case UserErased erased -> people.erase(erased.userId(), change.at());
            case EmailClaimed claimed -> {}
            case VerificationRequested aMail -> {}
            case PasswordResetRequested aMail -> {}
            case EmailReleased released -> {}
        }
    }
}
