package io.saler.saga.journal.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.saler.saga.journal.statistics.ProgressTable.Counted;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SagaMetersTest {

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final SagaMeters meters = new SagaMeters(registry, List.of());

    @Test
    void addsUpWhatIsCountedEachTime() {
        var begun = new Counted(Counted.Kind.COUNT, "OrderSaga", "STARTED", 0, 3);
        meters.count(List.of(begun, new Counted(Counted.Kind.COUNT, "OrderSaga", "COMPENSATED", 0, 2)));
        meters.count(List.of(begun, new Counted(Counted.Kind.ROWS, "", "", 0, 3)));

        assertThat(registry.get("saler.sagas.started")
                        .tag("type", "OrderSaga")
                        .counter()
                        .count())
                .isEqualTo(6);
        assertThat(registry.get("saler.sagas.ended")
                        .tag("type", "OrderSaga")
                        .tag("outcome", "compensated")
                        .counter()
                        .count())
                .isEqualTo(2);
    }

    @Test
    void tellsTimesWithinATenth() {
        // 128 ms to 152 ms.
        meters.count(List.of(
                new Counted(Counted.Kind.TIME, "OrderSaga", "", 29, 4),
                new Counted(Counted.Kind.TIME, "OrderSaga", "PAYING", 29, 1)));

        var completion =
                registry.get("saler.sagas.completion").tag("type", "OrderSaga").timer();
        assertThat(completion.count()).isEqualTo(4);
        assertThat(completion.mean(TimeUnit.MILLISECONDS)).isCloseTo(140, within(14.0));
        assertThat(registry.get("saler.sagas.step")
                        .tag("step", "PAYING")
                        .timer()
                        .count())
                .isEqualTo(1);
    }
}
