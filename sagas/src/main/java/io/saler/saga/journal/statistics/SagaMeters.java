package io.saler.saga.journal.statistics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.saler.journal.SagaStatus;
import io.saler.saga.journal.SagaOutline;
import io.saler.saga.journal.statistics.ProgressTable.Counted;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * What was counted, for Prometheus. Everything is counted once by one of the nodes, so the sum of all nodes is right,
 * and no saga waits for it.
 */
@Component
class SagaMeters {

    private static final Duration[] BOUNDS = Stream.of(
                    10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 30_000, 60_000, 300_000, 900_000, 3_600_000)
            .map(Duration::ofMillis)
            .toArray(Duration[]::new);

    private final MeterRegistry meters;

    /** Begins with zeros: what appears with its first number is no increase to Prometheus. */
    SagaMeters(MeterRegistry meters, List<SagaOutline<?>> outlines) {
        this.meters = meters;
        outlines.stream().map(outline -> outline.saga().getSimpleName()).forEach(type -> {
            started(type);
            Stream.of(SagaStatus.values()).filter(SagaStatus::isEnd).forEach(end -> ended(type, end.name()));
            completion(type);
        });
    }

    void count(List<Counted> counted) {
        counted.forEach(each -> {
            switch (each.kind()) {
                case COUNT -> count(each);
                case TIME -> time(each);
                case ROWS -> {}
            }
        });
    }

    private void count(Counted counted) {
        if (counted.name().equals(ProgressTable.STARTED)) {
            started(counted.type()).increment(counted.n());
        } else {
            ended(counted.type(), counted.name()).increment(counted.n());
        }
    }

    private Counter started(String type) {
        return meters.counter("saler.sagas.started", "type", type);
    }

    private Counter ended(String type, String status) {
        return meters.counter("saler.sagas.ended", "type", type, "outcome", status.toLowerCase(Locale.ROOT));
    }

    private Timer completion(String type) {
        return timer("saler.sagas.completion", "From a saga's beginning to its completion")
                .tag("type", type)
                .register(meters);
    }

    /** Of each duration is known which bucket it is in. */
    private void time(Counted counted) {
        Timer timer = counted.name().isEmpty()
                ? completion(counted.type())
                : timer("saler.sagas.step", "How long sagas were in a step that they have left")
                        .tag("type", counted.type())
                        .tag("step", counted.name())
                        .register(meters);
        Duration taken = Duration.ofNanos((long) (1_000_000 * Histogram.middleMs(counted.bucket())));
        for (long saga = 0; saga < counted.n(); saga++) {
            timer.record(taken);
        }
    }

    private static Timer.Builder timer(String name, String description) {
        return Timer.builder(name).description(description).serviceLevelObjectives(BOUNDS);
    }
}
