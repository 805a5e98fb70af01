package io.saler.query.tracking;

import org.jspecify.annotations.Nullable;

/** A record of the topic that cannot be stored, and why. */
record ParkedRecord(long offset, byte @Nullable [] value, String cause) {}
