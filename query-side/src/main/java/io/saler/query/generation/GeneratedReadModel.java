package io.saler.query.generation;

import java.util.List;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.async.SequencingPolicy;
import org.axonframework.eventhandling.async.SequentialPerAggregatePolicy;
import org.jdbi.v3.core.Handle;

/**
 * The definition of a read model that is rebuilt beside the one that is read. Declared as a bean. Its tables only grow:
 * a row is inserted when its event is handled, in the transaction that moves the processor's token, and stays as it is.
 *
 * <p>When its tables change, so does its {@link #version()}. A generation of an older version is read and fed as
 * before, with the columns that it has, until one of the new version is built and switched to.
 */
public interface GeneratedReadModel {

    /** Lower-case letters and underscores; generations, their schemas and processors are named after it. */
    String name();

    /**
     * Of the definition; grows by each change of the tables, which may add columns and tables but not take any away.
     */
    int version();

    /** Makes the tables of a generation of this version in {@link Generation#schema()}, which exists and is empty. */
    void create(Handle handle, Generation generation);

    /** The tables that tell whether two generations are the same. */
    List<ComparedTable> tables();

    /**
     * Returns a new object with {@code @EventHandler} methods that write to the tables of that generation, which may be
     * of an older version than this one: {@link GenerationTable} leaves out what it does not have. The methods are
     * called by several threads at once, one for each segment.
     */
    Object handlers(Generation generation);

    /** Whether events of a type change anything, of those that the {@linkplain #handlers handlers} can handle. */
    default boolean handles(Class<?> eventType) {
        return true;
    }

    /** Which events must not be handled at the same time, nor one after another that is parked. */
    default SequencingPolicy<? super EventMessage<?>> sequencing() {
        return new SequentialPerAggregatePolicy();
    }
}
