package io.saler.query.tracking;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * Makes room for the events of the next days, and forgets those that are older than they are kept: now and once an
 * hour. Several nodes may do so at once. What was counted stays.
 */
@Component
class TrackingUpkeep implements DisposableBean, MeterBinder {

    private static final Logger log = LoggerFactory.getLogger(TrackingUpkeep.class);
    private static final int DAYS_AHEAD = 3;
    private static final Duration EVERY = Duration.ofHours(1);
    private static final Duration AFTER_A_FAILURE = Duration.ofMinutes(1);

    private static final List<String> FORGET = List.of(
            "delete from query.tracked_session where visited_at < :before",
            "delete from query.tracking_batch where latest < :before and stored_at < :before",
            "delete from query.parked_record where parked_at < :before");

    private final Jdbi database;
    private final DayPartitions days;
    private final EventIndex index;
    private final Duration keep;
    private final ScheduledExecutorService worker = Executors.newSingleThreadScheduledExecutor(
            Thread.ofVirtual().name("tracking-upkeep").factory());

    TrackingUpkeep(Jdbi database, DayPartitions days, EventIndex index, TrackingSettings settings) {
        this.database = database;
        this.days = days;
        this.index = index;
        this.keep = settings.keep();
        worker.execute(this::again);
    }

    private void again() {
        Duration pause = EVERY;
        try {
            look(Instant.now());
        } catch (IOException | RuntimeException failure) {
            log.warn("Old events stay for now: {}", failure.toString());
            pause = AFTER_A_FAILURE;
        }
        if (!worker.isShutdown()) {
            worker.schedule(this::again, pause.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** Does it once. */
    void look(Instant now) throws IOException {
        LocalDate today = TrackedEventTable.day(now);
        days.make(IntStream.rangeClosed(0, DAYS_AHEAD).mapToObj(today::plusDays).toList());
        Instant before = TrackedEventTable.day(now.minus(keep)).atStartOfDay().toInstant(ZoneOffset.UTC);
        days.drop(TrackedEventTable.day(before));
        database.useHandle(handle -> handle.createUpdate("delete from query.tracked_key where received_on < :day")
                .bind("day", TrackedEventTable.day(before))
                .execute());
        FORGET.forEach(statement -> database.useHandle(
                handle -> handle.createUpdate(statement).bind("before", before).execute()));
        index.forget(before);
    }

    @Override
    public void bindTo(MeterRegistry meters) {
        Gauge.builder("saler.tracking.parked", this::parked)
                .description("Records of the topic of tracking that could not be stored")
                .register(meters);
    }

    private double parked() {
        try {
            return database.withHandle(handle -> handle.createQuery("select count(*) from query.parked_record")
                    .mapTo(long.class)
                    .one());
        } catch (RuntimeException away) {
            return Double.NaN;
        }
    }

    @Override
    public void destroy() {
        worker.shutdownNow();
    }
}
