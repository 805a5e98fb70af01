package io.saler.saga.journal;

import io.saler.failure.Failure;
import io.saler.failure.Forbidden;
import io.saler.gateway.audit.Act;
import io.saler.gateway.audit.AuditLog;
import io.saler.identity.Actor;
import io.saler.identity.EmailAddress;
import io.saler.identity.UserId;
import io.saler.journal.SagaId;
import io.saler.saga.notification.Contacts;
import java.util.List;
import org.axonframework.messaging.MetaData;
import org.axonframework.queryhandling.QueryExecutionException;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * The administrators who may read what is personal in the journal: nobody, unless the operator names them
 * ({@code saler.saga-journal.personal-readers}, their mail addresses). Whether somebody was let in is noted in the
 * audit log.
 */
@Component
class PersonalReaders {

    private final Contacts contacts;
    private final List<EmailAddress> addresses;

    PersonalReaders(Contacts contacts, @Value("${saler.saga-journal.personal-readers:}") List<String> addresses) {
        this.contacts = contacts;
        this.addresses = addresses.stream().map(EmailAddress::new).toList();
    }

    void admit(SagaId saga, MetaData metaData) {
        Actor actor = Actor.of(metaData);
        if (!include(actor)) {
            Failure refused = new Forbidden();
            AuditLog.refused(Act.PERSONAL_DATA_READ, saga, refused, metaData);
            throw new QueryExecutionException(refused.details().message(), refused, refused.details());
        }
        AuditLog.succeeded(Act.PERSONAL_DATA_READ, saga, metaData);
    }

    /** An address is its owner's: whoever was erased has none, and an address that was given back is another's. */
    boolean include(Actor actor) {
        return actor.isPerson()
                && addresses.stream()
                        .flatMap(address -> contacts.owner(address).stream())
                        .map(UserId::toString)
                        .anyMatch(actor.id()::equals);
    }
}
