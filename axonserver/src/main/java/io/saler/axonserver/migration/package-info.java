/**
 * The move of all events from the embedded store on PostgreSQL to an Axon Server. They arrive in the same order, with
 * the same identifiers and the same bytes; a move that was cut short goes on where it stopped, and in the end both
 * stores are read from their beginnings and compared. Nothing is ever deleted or changed on either side.
 */
@NullMarked
package io.saler.axonserver.migration;

import org.jspecify.annotations.NullMarked;
