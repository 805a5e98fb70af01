package io.saler.axonserver;

import io.saler.axonserver.history.HistoryInvoker;
import io.saler.axonserver.history.HistorySource;
import io.saler.axonserver.history.Pace;
import io.saler.axonserver.history.StoredHistory;
import io.saler.axonserver.processor.AddedProcessors;
import io.saler.axonserver.processor.NotedErrors;
import io.saler.axonserver.processor.Standings;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.axonframework.common.AxonThreadFactory;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.config.Configuration;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.EventProcessorSpanFactory;
import org.axonframework.eventhandling.MultiEventHandlerInvoker;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.async.SequencingPolicy;
import org.axonframework.eventhandling.deadletter.DeadLetteringEventHandlerInvoker;
import org.axonframework.eventhandling.pooled.PooledStreamingEventProcessor;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.messaging.StreamableMessageSource;
import org.axonframework.messaging.annotation.ClasspathHandlerDefinition;
import org.jspecify.annotations.Nullable;

/**
 * Makes event processors that have all of history before them, while a node runs. They handle many events in each
 * transaction, in several segments at once, and park those that are refused.
 */
public final class BulkProcessors {

    /** How soon the database knows of events that were passed because they concern no handler, or another segment's. */
    private static final Duration TELLING = Duration.ofSeconds(2);

    private final Configuration configuration;
    private final StreamableMessageSource<TrackedEventMessage<?>> events;
    private final @Nullable StoredHistory history;
    private final Supplier<Standings> standings;
    private final TokenStore tokens;
    private final TransactionManager transactions;
    private final DeadLetterQueues deadLetters;
    private final NotedErrors errors;
    private final Duration claimEvery;

    /**
     * How much is done at once.
     *
     * @param segments in how many parts a processor begins
     * @param batchSize the most events in a transaction that come one by one
     * @param batchPages pages of old events that are given out together; as many are handled in a transaction, or twice
     *     as many, where old events come in pages
     * @param pageSize positions in such a page
     */
    public record Amounts(int segments, int batchSize, int batchPages, int pageSize) {}

    /** @param history null where the event store is not on PostgreSQL: events come one by one then */
    BulkProcessors(
            Configuration configuration,
            StreamableMessageSource<TrackedEventMessage<?>> events,
            @Nullable StoredHistory history,
            Supplier<Standings> standings,
            TokenStore tokens,
            TransactionManager transactions,
            DeadLetterQueues deadLetters,
            NotedErrors errors,
            Duration claimEvery) {
        this.configuration = configuration;
        this.events = events;
        this.history = history;
        this.standings = standings;
        this.tokens = tokens;
        this.transactions = transactions;
        this.deadLetters = deadLetters;
        this.errors = errors;
        this.claimEvery = claimEvery;
    }

    /**
     * Returns a processor that is not started yet.
     *
     * @param side whose it is
     * @param handlers an object with methods that handle events
     * @param wanted of the types that these can handle, those that they do anything with
     * @param sequencing which events are in line
     */
    public AddedProcessors.Added make(
            String name,
            String side,
            Object handlers,
            Predicate<Class<?>> wanted,
            SequencingPolicy<? super EventMessage<?>> sequencing,
            Amounts amounts) {
        var parked = deadLetters.of(name);
        DeadLetteringEventHandlerInvoker invoker = DeadLetteringEventHandlerInvoker.builder()
                .eventHandlers(handlers)
                .handlerDefinition(ClasspathHandlerDefinition.forClass(handlers.getClass()))
                .parameterResolverFactory(configuration.parameterResolverFactory())
                .sequencingPolicy(sequencing)
                .queue(parked)
                .enableSequenceIdentifierCache()
                .transactionManager(deadLetters.ofEachLetter())
                .build();
        var pace = new Pace(amounts.batchPages());
        ScheduledExecutorService coordinator = threads(1, "Coordinator", name);
        ScheduledExecutorService workers = threads(amounts.segments(), "WorkPackage", name);
        PooledStreamingEventProcessor processor = PooledStreamingEventProcessor.builder()
                .name(name)
                .eventHandlerInvoker(new MultiEventHandlerInvoker(List.of(
                        history == null
                                ? invoker
                                : new HistoryInvoker(
                                        invoker,
                                        wanted,
                                        history,
                                        segment -> standings.get().token(name, segment),
                                        pace))))
                .errorHandler(errors)
                .messageMonitor(configuration.messageMonitor(PooledStreamingEventProcessor.class, name))
                .spanFactory(configuration.getComponent(EventProcessorSpanFactory.class))
                .messageSource(history == null ? events : new HistorySource(events, history, amounts.pageSize(), pace))
                .tokenStore(tokens)
                .transactionManager(transactions)
                .coordinatorExecutor(coordinator)
                .workerExecutor(workers)
                .initialToken(StreamableMessageSource::createTailToken)
                .initialSegmentCount(amounts.segments())
                .batchSize(amounts.batchSize())
                .tokenClaimInterval(claimEvery.toMillis())
                .claimExtensionThreshold(TELLING.toMillis())
                // Or another node would take over a segment whose batch takes longer than a claim lasts.
                .enableCoordinatorClaimExtension()
                .build();
        return new AddedProcessors.Added(side, processor, parked, invoker, () -> {
            coordinator.shutdown();
            workers.shutdown();
        });
    }

    private static ScheduledExecutorService threads(int number, String what, String processor) {
        return Executors.newScheduledThreadPool(number, new AxonThreadFactory("%s[%s]".formatted(what, processor)));
    }
}
