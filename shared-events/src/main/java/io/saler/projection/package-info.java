/**
 * How what follows from events keeps up with them. Each event processor (projection, saga or worker) has a position in
 * the stream of events, by itself or in parallel segments; it can be paused, split, and in part rebuilt. An event that
 * one of them cannot handle is parked as a dead letter, with all later ones of the same sequence.
 */
@NullMarked
package io.saler.projection;

import org.jspecify.annotations.NullMarked;
