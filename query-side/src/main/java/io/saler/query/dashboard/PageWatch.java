package io.saler.query.dashboard;

import io.saler.query.stream.Watched.Watching;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Tells whoever looks at a page when it has changed. Each page that somebody looks at is asked for once a second,
 * however many they are, and none that nobody does. Safe for use by many threads.
 */
@Component
class PageWatch implements AutoCloseable {

    /** What a page looks like as long as nobody can be asked. */
    static final String AWAY = "away";

    /** One question that is not answered may have come at a bad moment. */
    private static final int PATIENCE = 2;

    private static final long LOOK_EVERY_MILLIS = 1_000;
    private static final Logger log = LoggerFactory.getLogger(PageWatch.class);

    private final Map<Object, Watched> watched = new ConcurrentHashMap<>();
    private final ScheduledExecutorService clockwork = Executors.newSingleThreadScheduledExecutor(
            Thread.ofVirtual().name("dashboard-watch").factory());

    PageWatch() {
        clockwork.scheduleWithFixedDelay(
                () -> watched.values().forEach(Watched::lookMeanwhile),
                LOOK_EVERY_MILLIS,
                LOOK_EVERY_MILLIS,
                TimeUnit.MILLISECONDS);
    }

    /**
     * Tells a listener what the page looks like now, each time that this is something else.
     *
     * @param page the same for all who see the same
     * @param look asked on another thread, and in Saler's name
     * @param listener must not block
     */
    Watching watch(Object page, Supplier<String> look, Consumer<String> listener) {
        Watched watching = watched.compute(page, (id, known) -> {
            Watched each = known == null ? new Watched(look) : known;
            each.add(listener);
            return each;
        });
        watching.lookMeanwhile();
        return () -> watched.computeIfPresent(page, (id, each) -> each.isLeftBy(listener) ? null : each);
    }

    private static final class Watched {

        private final Supplier<String> look;
        private final AtomicBoolean looking = new AtomicBoolean();
        private final List<Consumer<String>> listeners = new ArrayList<>();
        private String newest = "";
        private int unanswered;

        Watched(Supplier<String> look) {
            this.look = look;
        }

        synchronized void add(Consumer<String> listener) {
            listeners.add(listener);
            if (!newest.isEmpty()) {
                listener.accept(newest);
            }
        }

        synchronized boolean isLeftBy(Consumer<String> listener) {
            listeners.remove(listener);
            return listeners.isEmpty();
        }

        /** A question that takes long holds up nobody else, and is not asked twice at a time. */
        void lookMeanwhile() {
            if (looking.compareAndSet(false, true)) {
                Thread.ofVirtual().name("dashboard-look").start(() -> {
                    try {
                        String now = look.get();
                        unanswered = 0;
                        tell(now);
                    } catch (RuntimeException away) {
                        log.debug("A page could not be looked at: {}", away.toString());
                        if (++unanswered >= PATIENCE) {
                            tell(AWAY);
                        }
                    } finally {
                        looking.set(false);
                    }
                });
            }
        }

        private synchronized void tell(String now) {
            if (!now.equals(newest)) {
                newest = now;
                listeners.forEach(listener -> listener.accept(now));
            }
        }
    }

    @Override
    public void close() {
        clockwork.shutdownNow();
    }
}
