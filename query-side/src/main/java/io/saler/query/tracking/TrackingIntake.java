package io.saler.query.tracking;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.saler.analytics.AnalyticsFailure.TrackingUnavailable;
import io.saler.query.kafka.AcknowledgedSending.NotAcknowledged;
import io.saler.query.kafka.AcknowledgedSending.TooLarge;
import io.saler.query.kafka.KafkaSettings;
import io.saler.value.InvalidValue;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Takes events for good: what was accepted is in Kafka, or on this node's disk from where it is sent, in its order, as
 * soon as Kafka is back. Once Kafka has not answered in time, nobody waits for it again before it has taken what waits
 * on disk. Safe for use by many threads.
 */
@Component
class TrackingIntake implements SmartLifecycle, DisposableBean, MeterBinder {

    private static final Logger log = LoggerFactory.getLogger(TrackingIntake.class);
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final Duration LOOK_FOR_LEFT = Duration.ofSeconds(10);
    private static final int SOME_BYTES = 256 * 1024;

    /** With room for what Kafka puts around it. */
    private static final int LONGEST = KafkaSettings.LARGEST_TRACKED - 64 * 1024;

    private final TrackingSender kafka;
    private final TrackedEventJson json;
    private final @Nullable Spool spool;
    private final Semaphore spooled = new Semaphore(0);
    private final TrackingThread sending = new TrackingThread(Thread.ofVirtual().name("tracking-spool"));
    private volatile boolean away;
    private long looked = System.nanoTime() - LOOK_FOR_LEFT.toNanos();

    @Autowired
    TrackingIntake(
            TrackingSender kafka,
            TrackedEventJson json,
            TrackingSettings settings,
            @Value("${saler.data-dir:.saler}") Path data) {
        this(kafka, json, open(settings.spool(), data));
    }

    TrackingIntake(TrackingSender kafka, TrackedEventJson json, @Nullable Spool spool) {
        this.kafka = kafka;
        this.json = json;
        this.spool = spool;
    }

    /** Tracking is no reason for the rest not to start. */
    private static @Nullable Spool open(TrackingSettings.SpoolSettings settings, Path data) {
        Path directory = settings.directory() == null ? data.resolve("tracking-spool") : settings.directory();
        try {
            return Spool.open(directory, settings.maxSize().toBytes());
        } catch (IOException failure) {
            log.error("Events are refused while Kafka is away, for they cannot be kept in {}", directory, failure);
            return null;
        }
    }

    /**
     * Returns when these are sure to be counted; throws {@link TrackingUnavailable} when that is not so, and
     * {@link InvalidValue} when they are more than can be taken at once.
     */
    void accept(List<TrackedEvent> events) {
        byte[] record = json.write(events);
        if (record.length > LONGEST) {
            throw tooMuch();
        }
        try {
            if (isToBeSent() && isSent(List.of(record))) {
                return;
            }
        } catch (TooLarge refusal) {
            log.warn("The topic takes less than {} bytes at once", record.length, refusal);
            throw tooMuch();
        }
        Spool room = spool;
        if (room == null) {
            throw new TrackingUnavailable();
        }
        try {
            room.append(record);
        } catch (IOException noRoom) {
            log.warn("Events are refused: {}", noRoom.toString());
            throw new TrackingUnavailable();
        } finally {
            spooled.release();
        }
    }

    private static InvalidValue tooMuch() {
        return new InvalidValue("This is more than can be taken at once. Please send fewer events by each request.");
    }

    /** Only sending what waits shows that Kafka is back; where nothing waits, trying does. */
    private boolean isToBeSent() {
        return !away || spool == null || spool.isEmpty();
    }

    private boolean isSent(List<byte[]> records) {
        try {
            kafka.send(records);
            away = false;
            return true;
        } catch (TooLarge refusal) {
            throw refusal;
        } catch (NotAcknowledged failure) {
            if (!away) {
                log.info("Kafka has not taken events in time", failure);
            }
            away = true;
            return false;
        }
    }

    private void sendSpooled(Spool from) {
        while (isRunning()) {
            try {
                if (!sendOldest(from) && !sendLeft(from)) {
                    spooled.tryAcquire(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
                    spooled.drainPermits();
                }
            } catch (InterruptedException stopped) {
                return;
            } catch (IOException | RuntimeException failure) {
                log.warn("What waits for Kafka on disk cannot be sent yet: {}", failure.toString());
                TrackingThread.pause(PAUSE);
            }
        }
    }

    /** What is in the folder of a process that has ended, and that nobody may ever start again. */
    private boolean sendLeft(Spool own) throws IOException, InterruptedException {
        if (System.nanoTime() - looked < LOOK_FOR_LEFT.toNanos()) {
            return false;
        }
        looked = System.nanoTime();
        Optional<Spool> left = own.left();
        if (left.isEmpty()) {
            return false;
        }
        try (Spool from = left.get()) {
            boolean more = true;
            while (isRunning() && more) {
                more = sendOldest(from);
            }
        }
        return true;
    }

    /** Answers whether there was something to send. */
    private boolean sendOldest(Spool from) throws IOException, InterruptedException {
        Optional<Path> oldest = from.oldest();
        if (oldest.isEmpty()) {
            return false;
        }
        List<byte[]> records = SpoolFile.read(oldest.get());
        int sent = 0;
        while (sent < records.size()) {
            List<byte[]> some = records.subList(sent, endOfSome(records, sent));
            sendAll(some, from);
            sent += some.size();
        }
        from.remove(oldest.get());
        log.info("Sent {} requests with events that had waited on disk", records.size());
        return true;
    }

    /** But for those that Kafka will never take: others wait behind them. */
    private void sendAll(List<byte[]> records, Spool from) throws IOException, InterruptedException {
        try {
            while (!isSent(records)) {
                Thread.sleep(PAUSE);
            }
        } catch (TooLarge refusal) {
            if (records.size() == 1) {
                Path aside = from.setAside(records.getFirst());
                log.error("Events that Kafka will never take are kept in {}", aside, refusal);
                return;
            }
            for (byte[] record : records) {
                sendAll(List.of(record), from);
            }
        }
    }

    /** So many that they surely arrive in time when Kafka is there. */
    private static int endOfSome(List<byte[]> records, int from) {
        int end = from;
        int bytes = 0;
        while (end < records.size() && (end == from || bytes + records.get(end).length <= SOME_BYTES)) {
            bytes += records.get(end).length;
            end++;
        }
        return end;
    }

    @Override
    public void bindTo(MeterRegistry meters) {
        Gauge.builder("saler.tracking.spool", () -> spool == null ? 0 : spool.bytes())
                .description("What waits on this node's disk for Kafka")
                .baseUnit("bytes")
                .register(meters);
        Gauge.builder("saler.tracking.aside", () -> spool == null ? 0 : spool.aside())
                .description("Files on this node's disk with what was accepted and cannot be sent")
                .register(meters);
    }

    @Override
    public void start() {
        Spool from = spool;
        if (from != null) {
            sending.start(() -> sendSpooled(from));
        }
    }

    @Override
    public void stop() {
        sending.stop(sending::interrupt, PAUSE.multipliedBy(4));
    }

    @Override
    public void destroy() throws IOException {
        if (spool != null) {
            spool.close();
        }
    }

    @Override
    public boolean isRunning() {
        return sending.isRunning();
    }
}
