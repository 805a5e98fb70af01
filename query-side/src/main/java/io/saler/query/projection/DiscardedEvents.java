package io.saler.query.projection;

import io.saler.identity.Actor;
import io.saler.projection.DeadLetterId;
import java.time.Instant;
import org.jdbi.v3.core.Jdbi;
import org.springframework.stereotype.Component;

/** Who has given up which parked event, and why. It is kept for good. */
@Component
class DiscardedEvents {

    private static final String ADD = """
            insert into query.discarded_event
                (dead_letter_id, processor, sequence, event_id, event_type, actor, reason, at)
            values (:id, :processor, :sequence, :eventId, :eventType, :actor, :reason, :at)""";

    private final Jdbi database;

    DiscardedEvents(Jdbi database) {
        this.database = database;
    }

    void add(DeadLetterId id, DeadLetterTable.Parked event, Actor actor, String reason) {
        database.useHandle(handle -> handle.createUpdate(ADD)
                .bind("id", id.value())
                .bind("processor", event.sequence().processor())
                .bind("sequence", event.sequence().sequence())
                .bind("eventId", event.eventId())
                .bind("eventType", event.eventType())
                .bind("actor", actor.toString())
                .bind("reason", reason)
                .bind("at", Instant.now())
                .execute());
    }
}
