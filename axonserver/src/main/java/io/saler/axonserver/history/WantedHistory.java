package io.saler.axonserver.history;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.axonframework.eventhandling.TrackedEventMessage;

/**
 * The events that concern one processor, page by page. Its segments go through history at the same {@link Pace}, so
 * that who comes second finds what the first has read; and the next page is read while this one is handled. Which kinds
 * of events are none of its business is learnt from the first of each, and they are not read again: a kind is a
 * payload's type and revision, and all of a kind are upcast to the same types.
 */
final class WantedHistory {

    private static final int AHEAD = 2;

    private final StoredHistory stored;
    private final Predicate<Class<?>> wanted;
    private final int most;
    private final Set<HistoryEntry.Kind> known = ConcurrentHashMap.newKeySet();
    private final Set<String> leftOut = ConcurrentHashMap.newKeySet();
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<HistoryPage, FutureTask<List<TrackedEventMessage<?>>>> kept = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<HistoryPage, FutureTask<List<TrackedEventMessage<?>>>> eldest) {
            return size() > most;
        }
    };

    /** @param pace of the segments: what the first has read, the last may still need */
    WantedHistory(StoredHistory stored, Predicate<Class<?>> wanted, Pace pace) {
        this.stored = stored;
        this.wanted = wanted;
        this.most = pace.longest() + AHEAD;
    }

    /** In their order. */
    List<TrackedEventMessage<?>> events(HistoryPage page) throws Exception {
        FutureTask<List<TrackedEventMessage<?>>> reading = begin(page);
        try {
            return reading.get();
        } catch (ExecutionException failed) {
            forget(page);
            throw failed.getCause() instanceof Exception failure ? failure : failed;
        }
    }

    private FutureTask<List<TrackedEventMessage<?>>> begin(HistoryPage page) {
        lock.lock();
        try {
            FutureTask<List<TrackedEventMessage<?>>> asked = kept.computeIfAbsent(page, this::begun);
            Optional<HistoryPage> next = page.next();
            for (int ahead = 0; ahead < AHEAD && next.isPresent(); ahead++) {
                kept.computeIfAbsent(next.get(), this::begun);
                next = next.get().next();
            }
            return asked;
        } finally {
            lock.unlock();
        }
    }

    private FutureTask<List<TrackedEventMessage<?>>> begun(HistoryPage page) {
        var reading = new FutureTask<>(() -> read(page));
        Thread.ofVirtual().name("history").start(reading);
        return reading;
    }

    private void forget(HistoryPage page) {
        lock.lock();
        try {
            kept.remove(page);
        } finally {
            lock.unlock();
        }
    }

    private List<TrackedEventMessage<?>> read(HistoryPage page) {
        List<HistoryEntry> entries = stored.read(page, List.copyOf(leftOut));
        for (HistoryEntry entry : entries) {
            if (known.add(entry.kind()) && stored.today(List.of(entry), wanted).isEmpty()) {
                leftOut.add(entry.kind().toString());
            }
        }
        return stored.today(entries, wanted);
    }
}
