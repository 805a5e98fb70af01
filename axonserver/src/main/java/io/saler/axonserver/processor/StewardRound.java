package io.saler.axonserver.processor;

/** Something else to look after every second, on each node; must not wait for long. Declared as a bean. */
@FunctionalInterface
public interface StewardRound {

    /** Returns whether it should be looked after again sooner than that, for somebody waits for what is to come. */
    boolean look();
}
