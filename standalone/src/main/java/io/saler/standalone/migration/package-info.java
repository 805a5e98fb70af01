/**
 * The commands {@code saler migrate-events} and {@code saler migrate-state}: an operator's way from one process to
 * three that meet through an Axon Server. They take what a Saler that is stopped has, tell how far they are, and end
 * with a comparison of what was there and what has arrived.
 */
@NullMarked
package io.saler.standalone.migration;

import org.jspecify.annotations.NullMarked;
