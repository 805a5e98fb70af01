package io.saler.axonserver;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.messaging.StreamableMessageSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells event processors when there is a new event. The streams of Axon's embedded event store cannot, so that a pooled
 * processor looks only every 500 ms, and an order with its handful of hops would take seconds. One thread follows the
 * end of the store and wakes all processors; events appended by other processes are seen within a second. Processors
 * that somebody waits for are woken at once; others at most ten times a second, which lets them handle many events in
 * one transaction.
 */
final class PromptEventSource implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(PromptEventSource.class);
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(1);
    private static final Duration UNHURRIED = Duration.ofMillis(100);

    private final StreamableMessageSource<TrackedEventMessage<?>> source;
    private final Set<PromptStream> prompt = ConcurrentHashMap.newKeySet();
    private final Set<PromptStream> patient = ConcurrentHashMap.newKeySet();
    private @Nullable Thread watcher;

    PromptEventSource(StreamableMessageSource<TrackedEventMessage<?>> source) {
        this.source = source;
    }

    /** The events for processors that have to be told at once. */
    StreamableMessageSource<TrackedEventMessage<?>> prompt() {
        return new Told(prompt);
    }

    /** The same events for processors that may be told a tenth of a second later. */
    StreamableMessageSource<TrackedEventMessage<?>> unhurried() {
        return new Told(patient);
    }

    private synchronized void startWatching() {
        if (watcher == null) {
            watcher = Thread.ofPlatform().name("new-events").daemon().start(this::watch);
        }
    }

    @Override
    public synchronized void close() {
        if (watcher != null) {
            watcher.interrupt();
        }
    }

    private void watch() {
        while (!Thread.currentThread().isInterrupted()) {
            try (BlockingStream<TrackedEventMessage<?>> end = source.openStream(source.createHeadToken())) {
                follow(end);
            } catch (InterruptedException stopped) {
                return;
            } catch (RuntimeException away) {
                // Processors look by themselves meanwhile, only less often.
                LOG.debug("The end of the event store cannot be followed for the moment", away);
                if (!pause()) {
                    return;
                }
            }
        }
    }

    private void follow(BlockingStream<TrackedEventMessage<?>> end) throws InterruptedException {
        long patientWokenAt = System.nanoTime() - UNHURRIED.toNanos();
        boolean patientAsleep = false;
        while (true) {
            long wait = patientAsleep
                    ? Math.max(0, patientWokenAt + UNHURRIED.toNanos() - System.nanoTime())
                    : TimeUnit.SECONDS.toNanos(1);
            if (end.hasNextAvailable((int) TimeUnit.NANOSECONDS.toMillis(wait), TimeUnit.MILLISECONDS)) {
                do {
                    end.nextAvailable();
                } while (end.hasNextAvailable());
                prompt.forEach(PromptStream::wake);
                patientAsleep = true;
            }
            if (patientAsleep && System.nanoTime() - patientWokenAt >= UNHURRIED.toNanos()) {
                patient.forEach(PromptStream::wake);
                patientWokenAt = System.nanoTime();
                patientAsleep = false;
            }
        }
    }

    private static boolean pause() {
        try {
            Thread.sleep(PAUSE_AFTER_FAILURE);
            return true;
        } catch (InterruptedException stopped) {
            return false;
        }
    }

    /** Opens streams that are told together with all others of their kind. */
    private final class Told implements StreamableMessageSource<TrackedEventMessage<?>> {

        private final Set<PromptStream> listening;

        Told(Set<PromptStream> listening) {
            this.listening = listening;
        }

        @Override
        public BlockingStream<TrackedEventMessage<?>> openStream(@Nullable TrackingToken position) {
            startWatching();
            return new PromptStream(source.openStream(position), listening);
        }

        @Override
        public @Nullable TrackingToken createTailToken() {
            return source.createTailToken();
        }

        @Override
        public TrackingToken createHeadToken() {
            return source.createHeadToken();
        }

        @Override
        public TrackingToken createTokenAt(Instant moment) {
            return source.createTokenAt(moment);
        }

        @Override
        public TrackingToken createTokenSince(Duration past) {
            return source.createTokenSince(past);
        }
    }

    /** A stream of the store that can also call back. */
    private static final class PromptStream implements BlockingStream<TrackedEventMessage<?>> {

        private final BlockingStream<TrackedEventMessage<?>> stream;
        private final Set<PromptStream> listening;
        private volatile @Nullable Runnable onAvailable;

        PromptStream(BlockingStream<TrackedEventMessage<?>> stream, Set<PromptStream> listening) {
            this.stream = stream;
            this.listening = listening;
        }

        @Override
        public boolean setOnAvailableCallback(Runnable callback) {
            onAvailable = callback;
            listening.add(this);
            return true;
        }

        void wake() {
            Runnable callback = onAvailable;
            if (callback != null) {
                callback.run();
            }
        }

        @Override
        public Optional<TrackedEventMessage<?>> peek() {
            return stream.peek();
        }

        @Override
        public boolean hasNextAvailable(int timeout, TimeUnit unit) throws InterruptedException {
            return stream.hasNextAvailable(timeout, unit);
        }

        @Override
        public TrackedEventMessage<?> nextAvailable() throws InterruptedException {
            return stream.nextAvailable();
        }

        @Override
        public void skipMessagesWithPayloadTypeOf(TrackedEventMessage<?> ignored) {
            stream.skipMessagesWithPayloadTypeOf(ignored);
        }

        @Override
        public void close() {
            listening.remove(this);
            stream.close();
        }
    }
}
