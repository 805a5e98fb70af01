/**
 * How sagas do: what they did is counted in the background, out of what the journal notes with each of their steps, and
 * those are looked for that are stuck, or in a step for longer than they should be.
 */
@NullMarked
package io.saler.saga.journal.statistics;

import org.jspecify.annotations.NullMarked;
