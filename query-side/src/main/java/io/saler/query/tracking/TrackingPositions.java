package io.saler.query.tracking;

import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** How far the partitions of the topic are stored. */
@Component
class TrackingPositions {

    private static final String MOVE = """
            update query.tracking_partition set topic_id = :newTopic, next_offset = :newNext
            where partition_number = :partition and topic_id = :topic and next_offset = :next""";

    private static final String BEGIN = """
            insert into query.tracking_partition (partition_number, topic_id, next_offset, batch)
            values (:partition, :topic, :next, 0) on conflict do nothing""";

    private static final String CLAIM = """
            update query.tracking_partition set next_offset = :next, batch = batch + 1
            where partition_number = :partition and topic_id = :topic and next_offset = :from
            returning batch""";

    private final Jdbi database;

    TrackingPositions(Jdbi database) {
        this.database = database;
    }

    /** The record that is to be stored next. */
    record Position(String topicId, long next) {}

    /** How many batches of a partition were stored. */
    record Batches(int partition, long last) {}

    /** Somebody else has stored these records, or those before them are missing. */
    static final class Overtaken extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private Overtaken(int partition, long offset) {
            super("Record %d of partition %d is not the next one any more".formatted(offset, partition));
        }
    }

    Optional<Position> find(int partition) {
        return database.withHandle(handle -> handle.createQuery(
                        "select topic_id, next_offset from query.tracking_partition where partition_number = :partition")
                .bind("partition", partition)
                .map((row, context) -> new Position(row.getString("topic_id"), row.getLong("next_offset")))
                .findOne());
    }

    /** Goes elsewhere, unless the partition was moved meanwhile. */
    void move(int partition, @Nullable Position from, Position to) {
        database.useHandle(handle -> {
            if (from == null) {
                handle.createUpdate(BEGIN)
                        .bind("partition", partition)
                        .bind("topic", to.topicId())
                        .bind("next", to.next())
                        .execute();
            } else {
                handle.createUpdate(MOVE)
                        .bind("partition", partition)
                        .bind("topic", from.topicId())
                        .bind("next", from.next())
                        .bind("newTopic", to.topicId())
                        .bind("newNext", to.next())
                        .execute();
            }
        });
    }

    /**
     * Answers the number of the batch in which these records are stored, by the transaction under way and by nobody
     * else; throws {@link Overtaken} when they are not the next ones.
     */
    long claim(RecordChunk chunk) {
        return database.withHandle(handle -> handle.createQuery(CLAIM)
                .bind("partition", chunk.partition())
                .bind("topic", chunk.topicId())
                .bind("from", chunk.from())
                .bind("next", chunk.next())
                .mapTo(long.class)
                .findOne()
                .orElseThrow(() -> new Overtaken(chunk.partition(), chunk.from())));
    }

    List<Batches> all() {
        return database.withHandle(
                handle -> handle.createQuery("select partition_number, batch from query.tracking_partition order by 1")
                        .map((row, context) -> new Batches(row.getInt("partition_number"), row.getLong("batch")))
                        .list());
    }
}
