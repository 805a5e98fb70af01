package io.saler.query.order;

import io.saler.order.OrderFailure;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/** How many orders can be watched at once: by one caller, and by all on this node. Safe for use by many threads. */
final class StreamPlaces {

    private final int mostPerCaller;
    private final Semaphore free;
    private final Map<String, Integer> taken = new ConcurrentHashMap<>();

    StreamPlaces(int mostPerCaller, int mostPerNode) {
        this.mostPerCaller = mostPerCaller;
        this.free = new Semaphore(mostPerNode);
    }

    /** A place that is taken until it is closed, once. */
    interface Place extends AutoCloseable {
        @Override
        void close();
    }

    /** Throws {@link OrderFailure.TooManyStreams} or {@link OrderFailure.StreamsExhausted} when there is none. */
    Place take(String caller) {
        taken.compute(caller, (id, number) -> {
            int before = number == null ? 0 : number;
            if (before >= mostPerCaller) {
                throw new OrderFailure.TooManyStreams(mostPerCaller);
            }
            return before + 1;
        });
        if (!free.tryAcquire()) {
            giveBack(caller);
            throw new OrderFailure.StreamsExhausted();
        }
        return () -> {
            free.release();
            giveBack(caller);
        };
    }

    private void giveBack(String caller) {
        taken.computeIfPresent(caller, (id, number) -> number == 1 ? null : number - 1);
    }
}
