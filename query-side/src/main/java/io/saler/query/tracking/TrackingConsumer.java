package io.saler.query.tracking;

import io.saler.query.tracking.TrackingPositions.Overtaken;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
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
    private static final Duration LONGEST_TURN = Duration.ofSeconds(5);

    private final TrackingTopic topic;
    private final TrackingPositions positions;
    private final RecordStore records;
    private final DayPartitions days;
    private final List<Follower> followers;
    private final TrackingThread thread = new TrackingThread(Thread.ofPlatform().name("tracking-consumer"));
    private volatile @Nullable Consumer<byte[], byte[]> consumer;

    TrackingConsumer(
            TrackingTopic topic,
            TrackingPositions positions,
            RecordStore records,
            DayPartitions days,
            List<Follower> followers) {
        this.topic = topic;
        this.positions = positions;
        this.records = records;
        this.days = days;
        this.followers = List.copyOf(followers);
    }

    private void untilStopped() {
        while (isRunning()) {
            if (topic.isThere()) {
                consume();
            }
            if (isRunning()) {
                TrackingThread.pause(PAUSE);
            }
        }
    }

    private void consume() {
        Consumer<byte[], byte[]> reading = null;
        try {
            reading = topic.consumer();
            consumer = reading;
            var places = new PartitionPlaces(reading, topic.id(), positions);
            reading.subscribe(List.of(topic.name()), places);
            while (isRunning()) {
                ConsumerRecords<byte[], byte[]> read = reading.poll(POLL);
                for (TopicPartition partition : read.partitions()) {
                    store(places, partition, read.records(partition));
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

    private static void close(@Nullable Consumer<byte[], byte[]> reading) {
        if (reading != null) {
            try {
                reading.close(CloseOptions.timeout(PAUSE));
            } catch (RuntimeException failure) {
                log.debug("The consumer is left to itself", failure);
            }
        }
    }

    private void store(PartitionPlaces places, TopicPartition partition, List<ConsumerRecord<byte[], byte[]>> read) {
        try {
            List<ConsumerRecord<byte[], byte[]>> left = read;
            while (!left.isEmpty()) {
                long next = records.storeSome(places.topicId(), places.next(partition), left);
                places.reached(partition, next);
                left = left.stream().filter(record -> record.offset() >= next).toList();
            }
        } catch (Overtaken overtaken) {
            log.info("{}", overtaken.getMessage());
            places.goOn(partition);
        } catch (RuntimeException away) {
            log.info("{} cannot be stored for now: {}", partition, away.toString());
            log.debug("{} cannot be stored for now", partition, away);
            days.forget();
            places.again(partition);
            TrackingThread.pause(PAUSE);
        } finally {
            followers.forEach(Follower::wake);
        }
    }

    @Override
    public void start() {
        thread.start(this::untilStopped);
    }

    @Override
    public void stop() {
        thread.stop(this::wake, LONGEST_TURN);
    }

    private void wake() {
        Consumer<byte[], byte[]> reading = consumer;
        if (reading != null) {
            reading.wakeup();
        }
    }

    @Override
    public boolean isRunning() {
        return thread.isRunning();
    }
}
