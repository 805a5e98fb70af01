package io.saler.query.tracking;

import io.saler.gateway.access.Caller;
import io.saler.gateway.openapi.Refuses;
import io.saler.store.StoreId;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Takes what pages tell of their visitors. All events of a request are taken, or none. */
@RestController
class TrackingEndpoint {

    private final TrackingAccess access;
    private final Pseudonyms pseudonyms;
    private final TrackingIntake intake;
    private final TrackingSettings settings;
    private final Clock clock = Clock.systemUTC();

    TrackingEndpoint(TrackingAccess access, Pseudonyms pseudonyms, TrackingIntake intake, TrackingSettings settings) {
        this.access = access;
        this.pseudonyms = pseudonyms;
        this.intake = intake;
        this.settings = settings;
    }

    /** @param accepted how many events these were, those that had come before included */
    record Accepted(int accepted) {}

    @PostMapping("/analytics/events")
    @Refuses({HttpStatus.NOT_FOUND, HttpStatus.SERVICE_UNAVAILABLE})
    @ResponseStatus(HttpStatus.ACCEPTED)
    Accepted track(
            @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            description = "One event, or a list of 1 to 500 of them",
                            content =
                                    @Content(
                                            mediaType = "application/json",
                                            schema = @Schema(implementation = SentEvent.class)))
                    @RequestBody
                    SentEvents sent,
            Caller caller) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        List<TrackedEvent> events = new ArrayList<>(sent.events().size());
        for (int index = 0; index < sent.events().size(); index++) {
            events.add(tracked(sent.events().get(index), sent.at(index), caller, now));
        }
        intake.accept(events);
        return new Accepted(events.size());
    }

    private TrackedEvent tracked(SentEvent event, String at, Caller caller, Instant now) {
        EventDetails details = event.details(at);
        StoreId store = access.told(caller, event.storeId(), at + "storeId");
        Instant clientAt =
                event.occurredAt() == null ? null : event.occurredAt().truncatedTo(ChronoUnit.MILLIS);
        return new TrackedEvent(
                event.eventId(),
                store.value(),
                event.type(),
                clientAt != null && isBelieved(clientAt, now) ? clientAt : now,
                clientAt,
                now,
                pseudonyms.visitor(store, event.visitorId()),
                pseudonyms.session(store, event.sessionId()),
                details);
    }

    private boolean isBelieved(Instant clientAt, Instant now) {
        return !clientAt.isAfter(now) && !clientAt.isBefore(now.minus(settings.believedFor()));
    }
}
