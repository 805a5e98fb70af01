package io.saler.axonserver.processor;

/** Says that a processor may handle all events again. Declared as a bean by whoever brings that about. */
@FunctionalInterface
public interface Rebuildable {

    String processor();
}
