package io.saler.demo.scenario;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/** Does the same thing for many, so many of them at a time, each on a virtual thread. */
public final class AtOnce {

    private AtOnce() {}

    /**
     * Answers the results in the order of the items. The first failure stops the rest and is thrown as it is.
     *
     * @param width how many at a time, at least 1
     */
    public static <T, R> List<R> each(List<T> items, int width, Function<? super T, ? extends R> work) {
        try (ExecutorService workers =
                Executors.newFixedThreadPool(width, Thread.ofVirtual().factory())) {
            List<Future<R>> results = items.stream()
                    .map(item -> workers.<R>submit(() -> work.apply(item)))
                    .toList();
            try {
                return results.stream().map(AtOnce::result).toList();
            } catch (RuntimeException failure) {
                workers.shutdownNow();
                throw failure;
            }
        }
    }

    private static <R> R result(Future<R> future) {
        try {
            return future.get();
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof RuntimeException reason) {
                throw reason;
            }
            throw new IllegalStateException(failed.getCause());
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", stop);
        }
    }
}
