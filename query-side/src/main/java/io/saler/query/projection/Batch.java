package io.saler.query.projection;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.axonframework.messaging.Message;
import org.axonframework.messaging.unitofwork.BatchingUnitOfWork;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;

/**
 * What one projection changes in a batch of its event processor, collected while the events are handled. It is written
 * once, just before the transaction that also moves the processor's token commits; when writing throws, the transaction
 * is rolled back and the processor repeats the batch.
 *
 * <p>If the data was refused for good, the repetition is written event by event, each within its handler's call: so the
 * one event that is refused again fails alone, and can be parked as a dead letter while all others go on. Events that
 * are not part of a batch, such as dead letters tried again, are written within the handler's call as well.
 *
 * <p>Belongs to one projection, and is to be used by its event handlers only, on their own threads.
 *
 * @param <T> what is collected
 */
public final class Batch<T> {

    private final Savepoints savepoints;
    private final Supplier<T> start;
    private final Consumer<T> write;
    private final Consumer<T> tell;
    private final String collected = resource("collected");
    private final String repeated = resource("repeated");

    /** The events, by their ids, of batches that were refused and are not repeated yet. */
    private final Set<String> refused = ConcurrentHashMap.newKeySet();

    /** @param write called before the commit; to do it again must do no harm */
    public Batch(Savepoints savepoints, Supplier<T> start, Consumer<T> write) {
        this(savepoints, start, write, written -> {});
    }

    /**
     * @param write called before the commit; to do it again must do no harm
     * @param tell called after the commit, when others can see what was written
     */
    public Batch(Savepoints savepoints, Supplier<T> start, Consumer<T> write, Consumer<T> tell) {
        this.savepoints = savepoints;
        this.start = start;
        this.write = write;
        this.tell = tell;
    }

    /** Adds what the event under way changes; throws what {@code write} throws if this event is written by itself. */
    public void add(Consumer<T> change) {
        UnitOfWork<?> unit = CurrentUnitOfWork.get().root();
        if (!(unit instanceof BatchingUnitOfWork<?> batch)) {
            T alone = changed(change);
            savepoints.within(() -> write.accept(alone));
            unit.afterCommit(committed -> tell.accept(alone));
        } else if (refused.contains(batch.getMessage().getIdentifier())) {
            writeAlone(batch, changed(change));
        } else {
            change.accept(collected(batch));
        }
    }

    private T changed(Consumer<T> change) {
        T alone = start.get();
        change.accept(alone);
        return alone;
    }

    private T collected(BatchingUnitOfWork<?> batch) {
        return batch.getOrComputeResource(collected, name -> {
            T changes = start.get();
            batch.onPrepareCommit(committing -> writeAll(batch, changes));
            batch.afterCommit(committed -> tell.accept(changes));
            return changes;
        });
    }

    private void writeAll(BatchingUnitOfWork<?> batch, T collected) {
        try {
            write.accept(collected);
        } catch (RuntimeException failure) {
            if (Refusal.isLasting(failure)) {
                batch.getMessages().stream().map(Message::getIdentifier).forEach(refused::add);
            }
            throw failure;
        }
    }

    private void writeAlone(BatchingUnitOfWork<?> batch, T alone) {
        batch.getOrComputeResource(repeated, name -> {
            batch.afterCommit(committed ->
                    batch.getMessages().stream().map(Message::getIdentifier).forEach(refused::remove));
            return true;
        });
        try {
            savepoints.within(() -> write.accept(alone));
            batch.afterCommit(committed -> tell.accept(alone));
        } catch (RuntimeException failure) {
            if (Refusal.isLasting(failure)) {
                throw failure;
            }
            // Thrown here, it would get an event parked that is all right.
            batch.onPrepareCommit(committing -> {
                throw failure;
            });
        }
    }

    /** The name of a resource of a unit of work, which several projections may have. */
    private String resource(String what) {
        return "%s in batch %s".formatted(what, Integer.toHexString(System.identityHashCode(this)));
    }
}
