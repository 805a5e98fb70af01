package io.saler.projection;

import org.jspecify.annotations.Nullable;

/**
 * What came of trying a sequence of parked events.
 *
 * @param left how many of it are still parked; 0 when all have succeeded
 * @param cause why the first of those has failed
 */
public record RetriedSequence(long left, DeadLetterSequence.@Nullable Cause cause) {}
