package io.saler.query.tracking;

import io.saler.analytics.TrackedType;
import java.time.Instant;
import java.util.UUID;

/** What is counted of an event in the minute of its receipt. */
record ReceivedEvent(UUID storeId, TrackedType type, Instant receivedAt, String visitor) {}
