package io.saler.query.tracking;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Reads records of the topic into chunks that are stored together. A record that cannot be read is parked with them.
 */
@Component
class RecordReader {

    private static final Logger log = LoggerFactory.getLogger(RecordReader.class);
    private static final int MOST_STORED_BYTES = 4 * 1024 * 1024;

    /** How far the clocks of nodes may be apart. */
    private static final Duration MOST_AHEAD = Duration.ofDays(1);

    /** How much longer than it is kept an event may have been on its way; each of its days needs a partition. */
    private static final Duration LONGEST_WAY = Duration.ofDays(366);

    private final TrackedEventJson json;
    private final int mostEvents;
    private final Duration oldest;

    RecordReader(TrackedEventJson json, TrackingSettings settings) {
        this.json = json;
        this.mostEvents = settings.batchSize();
        this.oldest = settings.keep().plus(LONGEST_WAY);
    }

    /**
     * Reads as many of these records, from the first one on, as go together; at least one.
     *
     * @param from as {@link RecordChunk#from}
     */
    RecordChunk chunk(String topicId, long from, List<ConsumerRecord<byte[], byte[]>> records) {
        var events = new ArrayList<TrackedEvent>();
        var parked = new ArrayList<ParkedRecord>();
        int read = 0;
        int bytes = 0;
        while (read < records.size() && (read == 0 || events.size() < mostEvents && bytes < MOST_STORED_BYTES)) {
            ConsumerRecord<byte[], byte[]> record = records.get(read);
            read(record, events, parked);
            bytes += record.serializedValueSize();
            read++;
        }
        ConsumerRecord<byte[], byte[]> last = records.get(read - 1);
        return new RecordChunk(last.partition(), topicId, from, last.offset() + 1, events, parked);
    }

    private void read(ConsumerRecord<byte[], byte[]> record, List<TrackedEvent> events, List<ParkedRecord> parked) {
        try {
            List<TrackedEvent> read = json.read(record.value());
            read.forEach(this::checkReceipt);
            events.addAll(read);
        } catch (RuntimeException unreadable) {
            parked.add(park(record, unreadable));
        }
    }

    /** Saler's own nodes have said when; whoever else writes to the topic may say anything. */
    private void checkReceipt(TrackedEvent event) {
        Instant now = Instant.now();
        Instant receivedAt = event.receivedAt();
        if (receivedAt.isAfter(now.plus(MOST_AHEAD)) || receivedAt.isBefore(now.minus(oldest))) {
            throw new DateTimeException("Nothing can have been received at " + receivedAt);
        }
    }

    /** The same record, to be put aside. */
    ParkedRecord park(ConsumerRecord<byte[], byte[]> record, RuntimeException cause) {
        log.error("Record {} of {}-{} is parked", record.offset(), record.topic(), record.partition(), cause);
        return new ParkedRecord(
                record.offset(), record.value(), cause.getClass().getSimpleName());
    }
}
