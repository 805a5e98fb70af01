/**
 * Where everything said is kept, and how it gets to whoever handles it. One property, {@code saler.event-store},
 * chooses between Axon's event store on PostgreSQL and Axon Server; whoever uses this library does not notice which.
 */
@NullMarked
package io.saler.axonserver;

import org.jspecify.annotations.NullMarked;
