package io.saler.query.analytics;

/** Tells which facts of one {@link DataType} an event holds. Safe for use by several threads. */
interface Aggregator {

    DataType dataType();

    /** Whether this event says something that is counted. */
    boolean counts(Object event);

    /**
     * Adds what an event says that {@linkplain #counts counts}. Facts about what nobody knows any more are left out.
     */
    void add(Happening happening, Facts facts);
}
