package io.saler.axonserver;

import io.saler.axonserver.processor.ParkingProcessors;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Tries parked events again from time to time, since what refused them may be repaired meanwhile. An event is claimed
 * while it is tried, so any node may do this, and those of one sequence stay in line.
 */
public final class ParkedEvents implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(ParkedEvents.class);

    private final ParkingProcessors processors;
    private final Duration pause;
    private volatile @Nullable ScheduledExecutorService clock;

    /** @param pause between two attempts */
    public ParkedEvents(ParkingProcessors processors, Duration pause) {
        this.processors = processors;
        this.pause = pause;
    }

    @Override
    public void start() {
        ScheduledExecutorService started = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("parked-events").factory());
        started.scheduleWithFixedDelay(
                () -> processors.names().forEach(this::tryAgain),
                pause.toMillis(),
                pause.toMillis(),
                TimeUnit.MILLISECONDS);
        clock = started;
    }

    /** Tries those of a group at once, each sequence once, while the caller goes on; those of all groups for null. */
    public void tryNow(@Nullable String group) {
        ScheduledExecutorService running = clock;
        if (running != null) {
            running.execute(() -> processors.names().stream()
                    .filter(each -> group == null || group.equals(each))
                    .forEach(this::tryAgain));
        }
    }

    private void tryAgain(String group) {
        try {
            // Each sequence once: one that is refused again goes to the end of the line.
            for (long left = sequences(group);
                    left > 0 && !Thread.currentThread().isInterrupted();
                    left--) {
                processors.letters(group).ifPresent(letters -> letters.processAny());
            }
        } catch (RuntimeException away) {
            LOG.debug("The parked events of {} cannot be tried for the moment", group, away);
        }
    }

    private long sequences(String group) {
        return processors.parked(group).map(queue -> queue.amountOfSequences()).orElse(0L);
    }

    @Override
    public void stop() {
        ScheduledExecutorService running = clock;
        if (running != null) {
            running.shutdownNow();
            clock = null;
        }
    }

    @Override
    public boolean isRunning() {
        return clock != null;
    }
}
