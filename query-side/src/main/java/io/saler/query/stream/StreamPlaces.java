package io.saler.query.stream;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/** How many streams there can be at once: of one caller, and of all on this node. Safe for use by many threads. */
public final class StreamPlaces {

    private final int mostPerCaller;
    private final Semaphore free;
    private final IntFunction<RuntimeException> tooMany;
    private final Supplier<RuntimeException> exhausted;
    private final Map<String, Integer> taken = new ConcurrentHashMap<>();

    /**
     * @param tooMany what a caller is told who has as many as one can have, which is its argument
     * @param exhausted what everybody is told when this node has no more
     */
    public StreamPlaces(
            int mostPerCaller,
            int mostPerNode,
            IntFunction<RuntimeException> tooMany,
            Supplier<RuntimeException> exhausted) {
        this.mostPerCaller = mostPerCaller;
        this.free = new Semaphore(mostPerNode);
        this.tooMany = tooMany;
        this.exhausted = exhausted;
    }

    /** A place that is taken until it is closed, once. */
    interface Place extends AutoCloseable {
        @Override
        void close();
    }

    /** Throws what callers are told when there is none. */
    Place take(String caller) {
        taken.compute(caller, (id, number) -> {
            int before = number == null ? 0 : number;
            if (before >= mostPerCaller) {
                throw tooMany.apply(mostPerCaller);
            }
            return before + 1;
        });
        if (!free.tryAcquire()) {
            giveBack(caller);
            throw exhausted();
        }
        return () -> {
            free.release();
            giveBack(caller);
        };
    }

    RuntimeException exhausted() {
        return exhausted.get();
    }

    private void giveBack(String caller) {
        taken.computeIfPresent(caller, (id, number) -> number == 1 ? null : number - 1);
    }
}
