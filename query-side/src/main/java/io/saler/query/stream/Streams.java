package io.saler.query.stream;

import io.saler.gateway.access.Caller;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * The streams of this node. They end before the web server stops, which would wait for them. Safe for use by many
 * threads.
 */
@Component
public class Streams implements SmartLifecycle {

    private static final long AS_LONG_AS_IT_LASTS = 0;

    private final Clock clock;
    private final Set<ClientStream<?>> streams = ConcurrentHashMap.newKeySet();
    private volatile boolean stopped;

    Streams(Clock clock) {
        this.clock = clock;
    }

    /** A client who is sent something by the request's own thread first, so that the headers are written before. */
    public static SseEmitter client() {
        return new SseEmitter(AS_LONG_AS_IT_LASTS);
    }

    /** What says no more than that the stream is there. */
    public static SseEmitter.SseEventBuilder signOfLife() {
        return SseEmitter.event().comment("");
    }

    /** Tells a client of what it watches from here on; or throws what is said when there is no place for it. */
    public <T> void begin(
            SseEmitter client, Watched<T> watched, StreamTimes times, StreamPlaces places, Caller caller) {
        if (stopped) {
            throw places.exhausted();
        }
        StreamPlaces.Place place = places.take(caller.actor().id());
        var stream = new ClientStream<>(client, watched, times.atMost(left(caller, times)));
        streams.add(stream);
        if (stopped) {
            stream.end();
        }
        Thread.ofVirtual().name("stream").start(() -> {
            try (place;
                    var _ = watched.watch(stream::offer)) {
                stream.write();
            } catch (RuntimeException unforeseen) {
                client.completeWithError(unforeseen);
            } finally {
                streams.remove(stream);
            }
        });
    }

    /** Nobody reads on with a token that has ended. */
    private Duration left(Caller caller, StreamTimes times) {
        Instant end = caller.expiresAt();
        return end == null ? times.longest() : Duration.between(clock.instant(), end);
    }

    @Override
    public void start() {
        stopped = false;
    }

    @Override
    public void stop() {
        stopped = true;
        streams.forEach(ClientStream::end);
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
