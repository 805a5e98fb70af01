package io.saler.command.eventstore;

import io.saler.axonserver.archive.EventArchive;
import io.saler.eventstore.AggregateView;
import io.saler.eventstore.FindAggregateAt;
import io.saler.eventstore.FindEvents;
import io.saler.eventstore.FoundEvents;
import org.axonframework.queryhandling.QueryHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Answers what other sides ask of the event store. */
@Component
class EventQueries {

    private final EventArchive archive;
    private final EventViews views;
    private final PastAggregates aggregates;

    EventQueries(EventArchive archive, EventViews views, PastAggregates aggregates) {
        this.archive = archive;
        this.views = views;
        this.aggregates = aggregates;
    }

    @QueryHandler
    FoundEvents find(FindEvents query) {
        EventArchive.Found found = archive.find(query);
        return new FoundEvents(views.of(found.events()), found.next(), found.searchedBackTo());
    }

    @QueryHandler
    @Nullable
    AggregateView find(FindAggregateAt query) {
        return aggregates.find(query.aggregateId(), query.sequence());
    }
}
