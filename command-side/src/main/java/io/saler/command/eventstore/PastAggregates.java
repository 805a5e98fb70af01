package io.saler.command.eventstore;

import static java.util.Objects.requireNonNullElse;

import io.saler.axonserver.archive.StoredEvent;
import io.saler.axonserver.json.Changes;
import io.saler.axonserver.json.MaskedJson;
import io.saler.eventstore.AggregateView;
import io.saler.eventstore.EventStoreFailure;
import io.saler.journal.JournalEntry.FieldChange;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.axonframework.config.AggregateConfiguration;
import org.axonframework.config.Configuration;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventBus;
import org.axonframework.eventhandling.SimpleEventBus;
import org.axonframework.eventsourcing.EventSourcedAggregate;
import org.axonframework.eventsourcing.NoSnapshotTriggerDefinition;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.annotation.MessageHandlerInvocationException;
import org.axonframework.modelling.command.inspection.AggregateModel;
import org.axonframework.modelling.command.inspection.AnnotatedAggregateMetaModelFactory;
import org.axonframework.serialization.SerializationException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;

/**
 * Reads aggregates again, from their first event to any of them, by the very rules that commands meet: their own
 * handlers of events. What it makes is thrown away, is locked and kept by nobody, and could not store an event, for the
 * bus that it has leads nowhere. It reads so many events at most, and for few at a time.
 */
@Component
final class PastAggregates {

    private static final Logger LOG = LoggerFactory.getLogger(PastAggregates.class);

    private static final EventBus NOWHERE = SimpleEventBus.builder().build();

    private static final long MOST_EVENTS = 20_000;
    private static final int MOST_AT_ONCE = 4;
    private static final int PATIENCE_SECONDS = 1;

    private final EventStore events;
    private final EventViews views;
    private final long most;
    private final Semaphore turns;
    private final Supplier<Map<String, Kind<?>>> kinds;

    @Autowired
    PastAggregates(EventStore events, Configuration configuration, EventViews views) {
        this(events, configuration, views, MOST_EVENTS, MOST_AT_ONCE);
    }

    /**
     * @param most how many events of an aggregate are read again
     * @param atOnce for how many this is done at a time
     */
    PastAggregates(EventStore events, Configuration configuration, EventViews views, long most, int atOnce) {
        this.events = events;
        this.views = views;
        this.most = most;
        this.turns = new Semaphore(atOnce);
        this.kinds = SingletonSupplier.of(() -> kinds(configuration));
    }

    /** What an aggregate was at an event, or at its latest; null when there is no such event. */
    @Nullable
    AggregateView find(String aggregateId, @Nullable Long sequence) {
        long last = events.lastSequenceNumberFor(aggregateId).orElse(-1L);
        long wanted = requireNonNullElse(sequence, last);
        if (wanted < 0 || wanted > last) {
            return null;
        }
        if (wanted >= most) {
            throw new EventStoreFailure.HistoryTooLong(most);
        }
        awaitTurn();
        try {
            return read(aggregateId, wanted, last);
        } finally {
            turns.release();
        }
    }

    private void awaitTurn() {
        try {
            if (!turns.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new EventStoreFailure.LookingBackBusy();
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new EventStoreFailure.LookingBackBusy();
        }
    }

    private @Nullable AggregateView read(String aggregateId, long wanted, long last) {
        Iterator<? extends DomainEventMessage<?>> history = events.readEvents(aggregateId, 0);
        State state = new State();
        while (history.hasNext()) {
            DomainEventMessage<?> event = history.next();
            if (event.getSequenceNumber() == wanted) {
                Map<String, Object> before = state.told();
                state.come(event);
                return view(event, last, before, state.told());
            }
            state.come(event);
        }
        return null;
    }

    private AggregateView view(
            DomainEventMessage<?> event,
            long last,
            @Nullable Map<String, Object> before,
            @Nullable Map<String, Object> after) {
        Map<String, FieldChange> change = Changes.between(before == null ? Map.of() : before, after);
        return new AggregateView(
                event.getType(),
                event.getAggregateIdentifier(),
                event.getSequenceNumber(),
                last,
                event.getTimestamp(),
                views.of(List.of(StoredEvent.of(event))).getFirst(),
                after,
                before,
                change == null ? Map.of() : change);
    }

    /** An aggregate on its way; nothing for one of which no class is left, or behind an event that cannot be read. */
    private final class State {

        private @Nullable EventSourcedAggregate<?> aggregate;

        void come(DomainEventMessage<?> event) {
            if (event.getSequenceNumber() == 0) {
                Kind<?> kind = kinds.get().get(event.getType());
                aggregate = kind == null ? null : kind.begin(event);
            }
            if (aggregate != null) {
                try {
                    aggregate.initializeState(DomainEventStream.of(event));
                } catch (MessageHandlerInvocationException | SerializationException unreadable) {
                    LOG.debug("Event {} cannot be read", event.getIdentifier(), unreadable);
                    aggregate = null;
                }
            }
        }

        @Nullable
        Map<String, Object> told() {
            return aggregate == null ? null : aggregate.invoke(MaskedJson::of);
        }
    }

    /** A type of aggregates and how its events are read. */
    private record Kind<T>(AggregateConfiguration<T> type, AggregateModel<T> model) {

        static <T> Kind<T> of(AggregateConfiguration<T> type, Configuration configuration) {
            Class<T> root = type.aggregateType();
            return new Kind<>(
                    type,
                    AnnotatedAggregateMetaModelFactory.inspectAggregate(
                            root, configuration.parameterResolverFactory(), configuration.handlerDefinition(root)));
        }

        EventSourcedAggregate<T> begin(DomainEventMessage<?> first) {
            T root = type.aggregateFactory().createAggregateRoot(first.getAggregateIdentifier(), first);
            return EventSourcedAggregate.initialize(root, model, NOWHERE, NoSnapshotTriggerDefinition.TRIGGER);
        }
    }

    private static Map<String, Kind<?>> kinds(Configuration configuration) {
        return configuration.findModules(AggregateConfiguration.class).stream()
                .<Kind<?>>map(type -> Kind.of(type, configuration))
                .collect(Collectors.toUnmodifiableMap(kind -> kind.model().type(), Function.identity()));
    }
}
