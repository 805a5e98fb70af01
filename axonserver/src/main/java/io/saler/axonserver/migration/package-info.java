/**
 * The move of a Saler from one process to three that meet through an Axon Server. First all events go from the embedded
 * store on PostgreSQL to the Axon Server: in the same order, with the same identifiers and the same bytes; a move that
 * was cut short goes on where it stopped. Then what is not in events goes to the databases of the sides, to each whole
 * or not at all. In the end all of it is read on both sides and compared. Nothing is ever deleted, and nothing is
 * changed in the source.
 */
@NullMarked
package io.saler.axonserver.migration;

import org.jspecify.annotations.NullMarked;
