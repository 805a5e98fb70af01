package io.saler.query.analytics;

import java.util.Set;

/** Tells which facts of one {@link DataType} an event holds. Safe for use by several threads. */
interface Aggregator {

    DataType dataType();

    /** The events that say something that is counted. */
    Set<Class<?>> counted();

    /** Adds what a {@linkplain #counted counted} event says. Facts about what nobody knows any more are left out. */
    void add(Happening happening, Facts facts);
}
