package io.saler.query.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saler.analytics.AnalyticsFailure;
import io.saler.query.TestDatabase;
import io.saler.query.analytics.TestLedger;
import io.saler.query.generation.Generation;
import io.saler.query.store.StoreView;
import io.saler.store.StoreId;
import io.saler.store.StoreTimeZone;
import java.time.Duration;
import java.time.Instant;
import java.util.Currency;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;

/** Nobody who asks for reports keeps the database from the others. */
class ReportsTest {

    private static final ReportSettings FEW = new ReportSettings(
            Duration.ofMinutes(5), Duration.ofSeconds(1), 1, Duration.ofMillis(50), Duration.ofMillis(200));

    private final TestDatabase database = TestDatabase.empty();
    private final Reports reports = new Reports(database.jdbi(), null, FEW);
    private final ReportRequest request = new ReportParameters("2026-01-01", "2026-02-01", null, null, null, null, null)
            .read(
                    new StoreView(
                            StoreId.random(), "Shop", Currency.getInstance("EUR"), StoreTimeZone.UTC, Instant.EPOCH),
                    ReportParameters.Selection.ALL,
                    Instant.now());

    ReportsTest() {
        new TestLedger(database).generation(1);
    }

    @Test
    void whoeverFindsAllTurnsTakenIsToldToComeAgain() {
        var begun = new CountDownLatch(1);
        var end = new CountDownLatch(1);
        var taken = CompletableFuture.supplyAsync(() -> reports.read(
                report(handle -> {
                    begun.countDown();
                    await(end);
                    return 1;
                }),
                request));
        await(begun);

        assertThatThrownBy(() -> reports.read(report(handle -> 2), request))
                .isInstanceOf(AnalyticsFailure.ReportsBusy.class);
        end.countDown();
        assertThat(taken.join().current()).isEqualTo(1);
        assertThat(reports.read(report(handle -> 3), request).current()).isEqualTo(3);
    }

    @Test
    void whatTakesTooLongIsCalledOffAndTheNextReportIsMade() {
        assertThatThrownBy(() -> reports.read(report(handle -> handle.execute("select pg_sleep(600)")), request))
                .isInstanceOf(AnalyticsFailure.ReportTooLarge.class);

        assertThat(reports.read(report(handle -> 1), request).current()).isEqualTo(1);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopped) {
            throw new AssertionError(stopped);
        }
    }

    private static Report<Integer> report(Function<Handle, Integer> read) {
        return new Report<>() {
            @Override
            public String name() {
                return "test";
            }

            @Override
            public Integer read(ReportRequest request, Generation generation, Handle handle) {
                return read.apply(handle);
            }
        };
    }
}
