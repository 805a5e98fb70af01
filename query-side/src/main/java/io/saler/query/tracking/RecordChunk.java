package io.saler.query.tracking;

import java.util.List;

/**
 * Records of one partition of the topic that follow one another, to be stored together.
 *
 * @param topicId which topic of this name: one that was made anew counts from 0 again
 * @param from the first record's offset
 * @param next the offset behind the last one
 */
record RecordChunk(
        int partition, String topicId, long from, long next, List<TrackedEvent> events, List<ParkedRecord> parked) {

    /** The same place, without anything to be stored but this record, which is put aside. */
    RecordChunk instead(ParkedRecord record) {
        return new RecordChunk(partition, topicId, from, next, List.of(), List.of(record));
    }
}
