package io.saler.query.eventstore;

import io.saler.eventstore.AggregateView;
import io.saler.eventstore.EventStoreFailure;
import io.saler.eventstore.FindAggregateAt;
import io.saler.eventstore.FindEvents;
import io.saler.eventstore.FoundEvents;
import io.saler.gateway.page.Limit;
import io.saler.gateway.problem.InvalidParameter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.axonframework.queryhandling.QueryGateway;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Shows administrators what is in the event store, and what an aggregate was at any of its events. */
@RestController
class EventEndpoint {

    private static final Duration LIMIT = Duration.ofSeconds(5);

    private final QueryGateway queries;

    EventEndpoint(QueryGateway queries) {
        this.queries = queries;
    }

    @GetMapping("/admin/events")
    EventPage events(
            @RequestParam(required = false) @Nullable String aggregate,
            @RequestParam(required = false) @Nullable String type,
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant to,
            Limit limit,
            @RequestParam(required = false) @Nullable String after) {
        var query = new FindEvents(
                EventFilter.aggregate(aggregate),
                EventFilter.type(type),
                EventFilter.time("from", from),
                EventFilter.time("to", to),
                EventFilter.after(after),
                limit.items());
        if (from != null && to != null && to.isBefore(from)) {
            throw new InvalidParameter("to", "This must not be earlier than from.");
        }
        FoundEvents found = answer(queries.query(query, ResponseTypes.instanceOf(FoundEvents.class)));
        return EventPage.of(found == null ? new FoundEvents(List.of(), null, null) : found);
    }

    @GetMapping("/admin/events/aggregates/{aggregateId}")
    AggregateView aggregate(@PathVariable String aggregateId, @RequestParam(required = false) @Nullable Long sequence) {
        var query = new FindAggregateAt(EventFilter.aggregateId(aggregateId), EventFilter.sequence(sequence));
        AggregateView found = answer(queries.query(query, ResponseTypes.instanceOf(AggregateView.class)));
        if (found == null) {
            throw new EventStoreFailure.AggregateUnknown();
        }
        return found;
    }

    private static <R> @Nullable R answer(CompletableFuture<R> asked) {
        return asked.orTimeout(LIMIT.toMillis(), TimeUnit.MILLISECONDS).join();
    }
}
