package io.saler.query.tracking;

import io.saler.query.kafka.KafkaBrokers;
import io.saler.query.kafka.KafkaSettings;
import io.saler.query.projection.Preparation;
import io.saler.query.tracking.TrackingPositions.Overtaken;
import io.saler.query.tracking.TrackingPositions.Position;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Reads the topic and has its records stored. Kafka only says which of its partitions are this node's; how far they are
 * stored is in the database, with the data. What cannot be stored for the moment is read again; what can never be is
 * parked, and the partition goes on.
 */
@Component
class TrackingConsumer implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(TrackingConsumer.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** The shortest that brokers allow unless told otherwise: a node that is gone is replaced after it. */
    private static final int SESSION_MILLIS = 6_000;

    private static final int FETCH_MOST_BYTES = 2 * 1024 * 1024;
    private static final int MOST_RECORDS = 2_000;
    private static final int MOST_STORED_BYTES = 4 * 1024 * 1024;

    /** How far the clocks of nodes may be apart. */
    private static final Duration MOST_AHEAD = Duration.ofDays(1);

    /** How much longer than it is kept an event may have been on its way; each of its days needs a partition. */
    private static final Duration LONGEST_WAY = Duration.ofDays(366);

    /** PostgreSQL's classes of what is wrong with data, and its state for a missing partition, which is not. */
    private static final String BAD_DATA = "22";

    private static final String BROKEN_RULE = "23";
    private static final String NO_PARTITION = "23514";

    private final KafkaBrokers brokers;
    private final String topic;
    private final String group;
    private final Preparation topics;
    private final TrackedEventJson json;
    private final TrackingPositions positions;
    private final TrackingWriter writer;
    private final DayPartitions days;
    private final List<Follower> followers;
    private final int batchSize;
    private final Duration oldest;

    private volatile boolean running;
    private @Nullable Thread thread;
    private volatile @Nullable KafkaConsumer<byte[], byte[]> consumer;
    private String topicId = "";

    /** Up to where each of this node's partitions is read. */
    private final Map<TopicPartition, Long> places = new HashMap<>();

    TrackingConsumer(
            KafkaBrokers brokers,
            KafkaSettings kafka,
            TrackingSettings settings,
            @Qualifier("topicsPreparation") Preparation topics,
            TrackedEventJson json,
            TrackingPositions positions,
            TrackingWriter writer,
            DayPartitions days,
            List<Follower> followers) {
        this.brokers = brokers;
        this.topic = kafka.trackingTopic();
        this.group = topic;
        this.topics = topics;
        this.json = json;
        this.positions = positions;
        this.writer = writer;
        this.days = days;
        this.followers = List.copyOf(followers);
        this.batchSize = settings.batchSize();
        this.oldest = settings.keep().plus(LONGEST_WAY);
    }

    private void untilStopped() {
        while (running) {
            if (topics.isDone()) {
                consume();
            }
            if (running) {
                pause();
            }
        }
    }

    private void consume() {
        KafkaConsumer<byte[], byte[]> reading = null;
        try {
            reading = new KafkaConsumer<>(
                    brokers.with(settings()), new ByteArrayDeserializer(), new ByteArrayDeserializer());
            consumer = reading;
            topicId = topicId();
            reading.subscribe(List.of(topic), new Arrival(reading));
            while (running) {
                ConsumerRecords<byte[], byte[]> records = reading.poll(POLL);
                for (TopicPartition partition : records.partitions()) {
                    store(reading, partition, records.records(partition));
                }
            }
        } catch (WakeupException | InterruptException stopped) {
            log.debug("Reading what was tracked has been stopped");
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException | RuntimeException failure) {
            log.info("What was tracked cannot be read for now: {}", failure.toString());
            log.debug("What was tracked cannot be read for now", failure);
        } finally {
            consumer = null;
            close(reading);
        }
    }

    private static void close(@Nullable KafkaConsumer<byte[], byte[]> reading) {
        if (reading != null) {
            try {
                reading.close(CloseOptions.timeout(PAUSE));
            } catch (RuntimeException failure) {
                log.debug("The consumer is left to itself", failure);
            }
        }
    }

    private Map<String, Object> settings() {
        return Map.ofEntries(
                Map.entry(ConsumerConfig.GROUP_ID_CONFIG, group),
                Map.entry(ConsumerConfig.CLIENT_ID_CONFIG, "saler-tracking"),
                Map.entry(
                        ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, CooperativeStickyAssignor.class.getName()),
                Map.entry(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false),
                Map.entry(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none"),
                Map.entry(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false),
                Map.entry(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, SESSION_MILLIS),
                Map.entry(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, SESSION_MILLIS / 3),
                Map.entry(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, FETCH_MOST_BYTES),
                Map.entry(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, FETCH_MOST_BYTES / 2),
                Map.entry(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, MOST_RECORDS),
                Map.entry(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis()),
                Map.entry(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis()));
    }

    private String topicId() throws InterruptedException, ExecutionException, TimeoutException {
        Admin admin = Admin.create(brokers.with(Map.of()));
        try {
            return admin.describeTopics(List.of(topic))
                    .allTopicNames()
                    .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                    .values()
                    .iterator()
                    .next()
                    .topicId()
                    .toString();
        } finally {
            admin.close(Duration.ofSeconds(1));
        }
    }

    /** Partitions become this node's, and are read on from where they are stored. */
    private final class Arrival implements ConsumerRebalanceListener {

        private final KafkaConsumer<byte[], byte[]> reading;

        Arrival(KafkaConsumer<byte[], byte[]> reading) {
            this.reading = reading;
        }

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            partitions.forEach(partition -> goTo(reading, partition));
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            // Nothing is remembered of them: whatever was stored, its place was stored too.
        }
    }

    private void goTo(KafkaConsumer<byte[], byte[]> reading, TopicPartition partition) {
        int number = partition.partition();
        Position stored = positions.find(number).orElse(null);
        Position next = new Position(topicId, offset(reading, partition, stored));
        if (!next.equals(stored)) {
            positions.move(number, stored, next);
            next = positions.find(number).orElse(next);
        }
        goTo(reading, partition, next.next());
    }

    private void goTo(KafkaConsumer<byte[], byte[]> reading, TopicPartition partition, long offset) {
        places.put(partition, offset);
        reading.seek(partition, offset);
    }

    private long offset(KafkaConsumer<byte[], byte[]> reading, TopicPartition partition, @Nullable Position stored) {
        var alone = List.of(partition);
        long first = Objects.requireNonNull(reading.beginningOffsets(alone).get(partition));
        if (stored == null) {
            return first;
        }
        if (!stored.topicId().equals(topicId)) {
            log.warn("{} was made anew, and is read from its beginning", partition);
            return first;
        }
        long end = Objects.requireNonNull(reading.endOffsets(alone).get(partition));
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

    private void store(
            KafkaConsumer<byte[], byte[]> reading,
            TopicPartition partition,
            List<ConsumerRecord<byte[], byte[]>> records) {
        // Not the first record's own offset: numbers between two records may be nobody's.
        long next = Objects.requireNonNull(places.get(partition));
        int from = 0;
        try {
            while (from < records.size()) {
                int end = from;
                int size = 0;
                int bytes = 0;
                var events = new ArrayList<TrackedEvent>();
                var parked = new ArrayList<ParkedRecord>();
                while (end < records.size() && (end == from || size < batchSize && bytes < MOST_STORED_BYTES)) {
                    read(records.get(end), events, parked);
                    size = events.size();
                    bytes += records.get(end).serializedValueSize();
                    end++;
                }
                long behind = records.get(end - 1).offset() + 1;
                write(
                        new RecordChunk(partition.partition(), topicId, next, behind, events, parked),
                        records.subList(from, end));
                next = behind;
                places.put(partition, next);
                from = end;
            }
        } catch (Overtaken overtaken) {
            log.info("{}", overtaken.getMessage());
            goTo(reading, partition);
        } catch (RuntimeException away) {
            log.info("{} cannot be stored for now: {}", partition, away.toString());
            log.debug("{} cannot be stored for now", partition, away);
            days.forget();
            goTo(reading, partition, next);
            pause();
        } finally {
            followers.forEach(Follower::wake);
        }
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

    /** All of them in one transaction; or each in its own, when one of them is refused, and that one is parked. */
    private void write(RecordChunk chunk, List<ConsumerRecord<byte[], byte[]>> records) {
        try {
            writer.write(chunk);
        } catch (RuntimeException refused) {
            if (!isRefusal(refused)) {
                throw refused;
            }
            long next = chunk.from();
            for (ConsumerRecord<byte[], byte[]> record : records) {
                writeAlone(next, record);
                next = record.offset() + 1;
            }
        }
    }

    private void writeAlone(long from, ConsumerRecord<byte[], byte[]> record) {
        var events = new ArrayList<TrackedEvent>();
        var parked = new ArrayList<ParkedRecord>();
        read(record, events, parked);
        var alone = new RecordChunk(record.partition(), topicId, from, record.offset() + 1, events, parked);
        try {
            writer.write(alone);
        } catch (RuntimeException refused) {
            if (!isRefusal(refused)) {
                throw refused;
            }
            writer.write(new RecordChunk(
                    record.partition(), topicId, from, alone.next(), List.of(), List.of(park(record, refused))));
        }
    }

    private ParkedRecord park(ConsumerRecord<byte[], byte[]> record, RuntimeException cause) {
        log.error("Record {} of {}-{} is parked", record.offset(), record.topic(), record.partition(), cause);
        return new ParkedRecord(
                record.offset(), record.value(), cause.getClass().getSimpleName());
    }

    private static boolean isRefusal(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String state = cause instanceof SQLException refusal ? refusal.getSQLState() : null;
            if (state != null) {
                return !state.equals(NO_PARTITION) && (state.startsWith(BAD_DATA) || state.startsWith(BROKEN_RULE));
            }
        }
        return false;
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public synchronized void start() {
        running = true;
        thread = Thread.ofPlatform().name("tracking-consumer").start(this::untilStopped);
    }

    @Override
    public synchronized void stop() {
        running = false;
        KafkaConsumer<byte[], byte[]> reading = consumer;
        if (reading != null) {
            reading.wakeup();
        }
        Thread last = thread;
        if (last != null) {
            try {
                last.join(PATIENCE);
                last.interrupt();
            } catch (InterruptedException hurry) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
