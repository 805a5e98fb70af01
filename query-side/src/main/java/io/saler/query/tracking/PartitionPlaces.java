package io.saler.query.tracking;

import io.saler.query.tracking.TrackingPositions.Position;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Up to where each partition that Kafka says is this node's is read: on from where it is stored. For the consumer's own
 * thread.
 */
final class PartitionPlaces implements ConsumerRebalanceListener {

    private static final Logger log = LoggerFactory.getLogger(PartitionPlaces.class);

    private final Consumer<byte[], byte[]> kafka;
    private final String topicId;
    private final TrackingPositions positions;
    private final Map<TopicPartition, Long> places = new HashMap<>();

    /** @param topicId which topic of its name it is, as it is stored with the positions */
    PartitionPlaces(Consumer<byte[], byte[]> kafka, String topicId, TrackingPositions positions) {
        this.kafka = kafka;
        this.topicId = topicId;
        this.positions = positions;
    }

    String topicId() {
        return topicId;
    }

    /** The record to be stored next. Not the next one's own offset: numbers between two records may be nobody's. */
    long next(TopicPartition partition) {
        return Objects.requireNonNull(places.get(partition));
    }

    /** To be called when all records before this one are stored. */
    void reached(TopicPartition partition, long next) {
        places.put(partition, next);
    }

    /** Reads what was not stored once more. */
    void again(TopicPartition partition) {
        kafka.seek(partition, next(partition));
    }

    /** Reads on from where the partition is stored, by whomever. */
    void goOn(TopicPartition partition) {
        int number = partition.partition();
        Position stored = positions.find(number).orElse(null);
        Position next = new Position(topicId, offset(partition, stored));
        if (!next.equals(stored)) {
            positions.move(number, stored, next);
            next = positions.find(number).orElse(next);
        }
        reached(partition, next.next());
        again(partition);
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        partitions.forEach(this::goOn);
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        // Whatever was stored, its place was stored too, and is asked for when one comes back.
    }

    private long offset(TopicPartition partition, @Nullable Position stored) {
        var alone = List.of(partition);
        long first = Objects.requireNonNull(kafka.beginningOffsets(alone).get(partition));
        if (stored == null) {
            return first;
        }
        if (!stored.topicId().equals(topicId)) {
            log.warn("{} was made anew, and is read from its beginning", partition);
            return first;
        }
        long end = Objects.requireNonNull(kafka.endOffsets(alone).get(partition));
        if (stored.next() < first || stored.next() > end) {
            log.error(
                    "{} has the records {} to {}, and not {}, which was to be read",
                    partition,
                    first,
                    end,
                    stored.next());
            return Math.clamp(stored.next(), first, end);
        }
        return stored.next();
    }
}
