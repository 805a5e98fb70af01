package io.saler.query.dashboard;

import io.saler.gateway.access.CurrentUser;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * The streams of this node, which end before the web server stops, for it would wait for them. Safe for use by many
 * threads.
 */
@Component
class ChangeStreams implements SmartLifecycle {

    private static final int MOST = 200;
    private static final long AS_LONG_AS_IT_LASTS = 0;
    private static final Duration LONGEST = Duration.ofMinutes(15);

    private final PageWatch watch;
    private final Clock clock;
    private final Set<ChangeStream> streams = ConcurrentHashMap.newKeySet();
    private volatile boolean stopped;

    ChangeStreams(PageWatch watch, Clock clock) {
        this.watch = watch;
        this.clock = clock;
    }

    /**
     * Tells a browser of changes from here on.
     *
     * @param page the same for all who see the same
     * @param seen what its page shows; a change since then is told at once
     */
    SseEmitter open(Object page, Supplier<String> look, String seen, CurrentUser viewer) throws IOException {
        if (stopped || streams.size() >= MOST) {
            throw new RejectedExecutionException("Too many pages are watched on this node");
        }
        var client = new SseEmitter(AS_LONG_AS_IT_LASTS);
        // By the request's own thread, so that the headers are written before others write.
        client.send(SseEmitter.event().comment(""));
        var stream = new ChangeStream(client, seen, longest(viewer));
        streams.add(stream);
        if (stopped) {
            stream.end();
        }
        Thread.ofVirtual().name("dashboard-stream").start(() -> {
            try (var _ = watch.watch(page, look, stream::offer)) {
                stream.write();
            } catch (RuntimeException unforeseen) {
                client.completeWithError(unforeseen);
            } finally {
                streams.remove(stream);
            }
        });
        return client;
    }

    /** Nobody looks on with a token that has ended. */
    private Duration longest(CurrentUser viewer) {
        Instant end = viewer.expiresAt();
        Duration left = end == null ? LONGEST : Duration.between(clock.instant(), end);
        return left.compareTo(LONGEST) < 0 ? left : LONGEST;
    }

    @Override
    public void start() {
        stopped = false;
    }

    @Override
    public void stop() {
        stopped = true;
        streams.forEach(ChangeStream::end);
    }

    @Override
    public boolean isRunning() {
        return !stopped;
    }

    /** Before everything else, the web server above all. */
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }
}
