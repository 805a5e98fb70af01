package io.saler.axonserver;

/** Where events are kept. */
public enum EventStoreKind {
    /** In this process, on the PostgreSQL of the ordinary data source. */
    POSTGRESQL,
    /** In Axon Server, which also routes commands and queries between processes. */
    AXON_SERVER
}
