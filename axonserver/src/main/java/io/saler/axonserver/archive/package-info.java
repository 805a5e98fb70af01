/**
 * The event store as whoever looks into it reads it, the newest event first. Nothing is kept for that beside the
 * events: an index of types or times would have to be written with every event.
 */
@NullMarked
package io.saler.axonserver.archive;

import org.jspecify.annotations.NullMarked;
