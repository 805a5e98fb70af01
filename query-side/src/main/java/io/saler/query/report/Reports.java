package io.saler.query.report;

import io.saler.analytics.AnalyticsFailure;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;
import org.springframework.stereotype.Component;

/**
 * Makes reports, or finds those that were made from the same data already. All that a report says is of one moment: it
 * is read from one snapshot of one generation. Few are made at a time, and none for too long. Safe for use by many
 * threads.
 */
@Component
class Reports {

    /** What PostgreSQL says of a statement that took longer than it may. */
    private static final String CALLED_OFF = "57014";

    private final Jdbi database;
    private final ReportCache cache;
    private final ReportSettings settings;
    private final Semaphore turns;

    Reports(Jdbi database, ReportCache cache, ReportSettings settings) {
        this.database = database;
        this.cache = cache;
        this.settings = settings;
        this.turns = new Semaphore(settings.atOnce(), true);
    }

    /**
     * A report as it is sent.
     *
     * @param cached whether it was found
     */
    record Rendered(String text, boolean cached) {}

    /**
     * Returns a report in some form.
     *
     * @param form tells the forms of a report apart
     */
    <R> Rendered render(Report<R> report, ReportRequest request, String form, Function<Spans<R>, String> write) {
        DataVersion known = database.inTransaction(handle -> DataVersion.of(request.storeId(), report, handle));
        String key = ReportKey.of(report, request, form);
        Optional<String> found = cache.find(key, known.text());
        if (found.isPresent()) {
            return new Rendered(found.get(), true);
        }
        var made = ofOneMoment(handle -> {
            DataVersion version = DataVersion.of(request.storeId(), report, handle);
            return new Made<>(version, read(report, request, version, handle));
        });
        String text = write.apply(made.report());
        cache.keep(key, made.version().text(), text);
        return new Rendered(text, false);
    }

    /** Returns a report that nobody has to find again. */
    <R> Spans<R> read(Report<R> report, ReportRequest request) {
        return ofOneMoment(handle -> read(report, request, DataVersion.of(request.storeId(), report, handle), handle));
    }

    /** Hands over all products, one after another, as {@link ProductReport#forEach}. */
    void forEachProduct(ProductReport report, ReportRequest request, Consumer<ProductFigures> product) {
        ofOneMoment(handle -> {
            DataVersion version = DataVersion.of(request.storeId(), report, handle);
            report.forEach(request, version.generation(), handle, product);
            return version;
        });
    }

    private record Made<R>(DataVersion version, Spans<R> report) {}

    private <T> T ofOneMoment(Function<Handle, T> read) {
        awaitTurn();
        try {
            return database.inTransaction(TransactionIsolationLevel.REPEATABLE_READ, handle -> {
                handle.execute("set transaction read only");
                handle.execute(
                        "set local statement_timeout = " + settings.longest().toMillis());
                return read.apply(handle);
            });
        } catch (JdbiException failure) {
            if (failure.getCause() instanceof SQLException cause && CALLED_OFF.equals(cause.getSQLState())) {
                throw new AnalyticsFailure.ReportTooLarge();
            }
            throw failure;
        } finally {
            turns.release();
        }
    }

    private void awaitTurn() {
        try {
            if (!turns.tryAcquire(settings.patience().toMillis(), TimeUnit.MILLISECONDS)) {
                throw new AnalyticsFailure.ReportsBusy();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new AnalyticsFailure.ReportsBusy();
        }
    }

    private static <R> Spans<R> read(Report<R> report, ReportRequest request, DataVersion version, Handle handle) {
        Buckets before = request.before();
        return Spans.of(
                request,
                report.read(request, version.generation(), handle),
                before == null ? null : report.read(request.during(before), version.generation(), handle));
    }
}
