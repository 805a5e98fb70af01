package io.saler.query.projection;

import java.util.function.Consumer;
import java.util.function.Supplier;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;

/**
 * What one event processor's batch changes, collected while its events are handled. It is written once, just before the
 * transaction that also moves the processor's token commits; when writing throws, the transaction is rolled back and
 * the processor repeats the batch. To be used by event handlers only, on their own thread.
 */
public final class Batch {

    private Batch() {}

    /**
     * Returns what {@code owner} collects in the batch being handled.
     *
     * @param write called once, before the commit
     */
    public static <T> T of(Object owner, Supplier<T> start, Consumer<T> write) {
        return of(owner, start, write, written -> {});
    }

    /**
     * Returns what {@code owner} collects in the batch being handled.
     *
     * @param write called once, before the commit
     * @param tell called once, after the commit, when others can see what was written
     */
    public static <T> T of(Object owner, Supplier<T> start, Consumer<T> write, Consumer<T> tell) {
        UnitOfWork<?> unit = CurrentUnitOfWork.get().root();
        return unit.getOrComputeResource("batch of " + owner.getClass().getName(), name -> {
            T collected = start.get();
            unit.onPrepareCommit(committing -> write.accept(collected));
            unit.afterCommit(committed -> tell.accept(collected));
            return collected;
        });
    }
}
