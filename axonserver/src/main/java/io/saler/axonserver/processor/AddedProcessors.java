package io.saler.axonserver.processor;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.axonframework.messaging.deadletter.SequencedDeadLetterProcessor;
import org.axonframework.messaging.deadletter.SequencedDeadLetterQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Event processors that come and go while a node runs, beside those that it is configured with. Whoever adds one does
 * so on each node; that it runs where it is wanted is looked after as of all others.
 */
public final class AddedProcessors implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(AddedProcessors.class);
    private static final Duration STOPPING = Duration.ofSeconds(10);

    private final Map<String, Added> added = new ConcurrentHashMap<>();
    private volatile boolean running;

    /**
     * A processor and where it parks events that are refused.
     *
     * @param side whose it is
     * @param ended called when it is not needed any more, and has stopped or failed to
     */
    public record Added(
            String side,
            StreamingEventProcessor processor,
            SequencedDeadLetterQueue<EventMessage<?>> parked,
            SequencedDeadLetterProcessor<EventMessage<?>> letters,
            Runnable ended) {

        String name() {
            return processor.getName();
        }

        private CompletableFuture<Void> end() {
            return processor.shutdownAsync().whenComplete((stopped, failure) -> {
                if (failure != null) {
                    LOG.warn("The processor {} did not stop as it should", name(), failure);
                }
                ended.run();
            });
        }
    }

    public Set<String> names() {
        return Set.copyOf(added.keySet());
    }

    public boolean has(String processor) {
        return added.containsKey(processor);
    }

    /** From now on it is started, paused and shown like any other. */
    public void add(Added processor) {
        added.put(processor.name(), processor);
    }

    /** Stops it on this node; changes nothing if there is none. */
    public void remove(String processor) {
        Added gone = added.remove(processor);
        if (gone != null) {
            gone.end();
        }
    }

    Map<String, Added> all() {
        return Map.copyOf(added);
    }

    @Override
    public void start() {
        running = true;
    }

    /** Waits for batches under way, but not for ever: they are done again by whoever has them next. */
    @Override
    public void stop() {
        CompletableFuture.allOf(added.values().stream().map(Added::end).toArray(CompletableFuture[]::new))
                .exceptionally(logged -> null)
                .completeOnTimeout(null, STOPPING.toMillis(), TimeUnit.MILLISECONDS)
                .join();
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** After those who would start them again have stopped, and before what they use. */
    @Override
    public int getPhase() {
        return DEFAULT_PHASE - 1;
    }
}
