package io.saler.standalone.growth;

import org.jspecify.annotations.Nullable;

/** An event of an aggregate as it is stored, but for what is its own: number, identifier and time. */
record StoredEvent(
        String aggregate,
        long sequence,
        String type,
        String payloadType,
        @Nullable String payloadRevision,
        String payload,
        String metaData) {

    StoredEvent withPayload(long ownSequence, String ownPayload) {
        return new StoredEvent(aggregate, ownSequence, type, payloadType, payloadRevision, ownPayload, metaData);
    }
}
