package io.saler.query.tracking;

import io.saler.query.projection.Refusal;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.stereotype.Component;

/**
 * Stores records of the topic, as many in one transaction as go together. One that the database can never take is
 * parked, and those behind it are stored.
 */
@Component
class RecordStore {

    /** PostgreSQL calls it a violation when a day has no partition, which it will have. */
    private static final String NO_PARTITION = "23514";

    private final RecordReader reader;
    private final TrackingWriter writer;

    RecordStore(RecordReader reader, TrackingWriter writer) {
        this.reader = reader;
        this.writer = writer;
    }

    /**
     * Stores as many of these records, from the first one on, as go together, and answers the offset behind them;
     * throws what {@link TrackingWriter#write} throws, and may have stored some.
     *
     * @param from as {@link RecordChunk#from}
     */
    long storeSome(String topicId, long from, List<ConsumerRecord<byte[], byte[]>> records) {
        RecordChunk chunk = reader.chunk(topicId, from, records);
        try {
            writer.write(chunk);
        } catch (RuntimeException refused) {
            if (!isRefusal(refused)) {
                throw refused;
            }
            storeEach(chunk, records);
        }
        return chunk.next();
    }

    /** In a transaction of its own, each record of a chunk of which one was refused. */
    private void storeEach(RecordChunk chunk, List<ConsumerRecord<byte[], byte[]>> records) {
        long next = chunk.from();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            if (record.offset() >= chunk.next()) {
                return;
            }
            storeAlone(chunk.topicId(), next, record);
            next = record.offset() + 1;
        }
    }

    private void storeAlone(String topicId, long from, ConsumerRecord<byte[], byte[]> record) {
        RecordChunk alone = reader.chunk(topicId, from, List.of(record));
        try {
            writer.write(alone);
        } catch (RuntimeException refused) {
            if (!isRefusal(refused)) {
                throw refused;
            }
            writer.write(alone.instead(reader.park(record, refused)));
        }
    }

    private static boolean isRefusal(Throwable failure) {
        return Refusal.isLasting(failure) && !Refusal.states(failure).contains(NO_PARTITION);
    }
}
