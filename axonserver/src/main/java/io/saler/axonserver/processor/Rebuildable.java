package io.saler.axonserver.processor;

/** Says which processors may handle all events again. Declared as a bean by whoever brings that about. */
@FunctionalInterface
public interface Rebuildable {

    boolean has(String processor);
}
