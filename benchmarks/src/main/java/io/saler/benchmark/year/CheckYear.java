package io.saler.benchmark.year;

import static io.saler.benchmark.Output.say;

import io.saler.benchmark.year.YearTruth.Store;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Holds the reports of a running Saler against plain SQL over its events, and over what it was told of visitors, and
 * measures how long they take.
 */
public final class CheckYear {

    private static final List<String> REPORTS = List.of("sales", "products", "customers", "stock");
    private static final List<String> REPORTS_OF_VISITS = List.of("funnel", "search-terms");
    private static final int TIMES = 20;
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(5);

    private CheckYear() {}

    /**
     * Prints what is different, and how long reports take.
     *
     * @param visits what Saler was told of visitors; null for no reports about them
     * @return whether nothing is different
     */
    public static boolean run(URI saler, String database, Path dataDirectory, @Nullable Path visits)
            throws SQLException, IOException, InterruptedException {
        var client = new ReportClient(saler, dataDirectory);
        var comparison = new Comparison();
        try (Connection events = DriverManager.getConnection(database)) {
            say("Adding up the events by plain SQL …");
            var truth = new YearTruth(events);
            List<Store> stores = truth.stores();
            say("Comparing the reports of %d stores …", stores.size());
            new YearCheck(truth, client, comparison).run();
            if (visits != null) {
                checkVisits(visits, stores, events, client, comparison);
            }
            comparison.differences().stream().limit(20).forEach(each -> say(each));
            say(
                    "%,d figures compared, %,d different",
                    comparison.compared(), comparison.differences().size());
            measure(stores.getFirst(), visits != null, client);
            return comparison.differences().isEmpty() && comparison.compared() > 0;
        }
    }

    private static void checkVisits(
            Path visits, List<Store> stores, Connection database, Answers answers, Comparison comparison)
            throws SQLException, IOException, InterruptedException {
        say("Adding up the visits by plain SQL …");
        VisitTruth truth;
        try (InputStream lines = LineFile.read(visits)) {
            truth = new VisitTruth(database, lines);
        }
        long expected = truth.events();
        long stored = new StoredVisits(StoredVisits.in(database, stores), PATIENCE, LOOK_EVERY)
                .await(expected, now -> say("%,d of %,d events of visitors are stored …", now, expected));
        comparison.same(
                List.of(Long.toString(expected)), List.of(Long.toString(stored)), () -> "stored events of visitors");
        say("Comparing the reports about visits …");
        new VisitCheck(truth, answers, comparison).run(stores);
    }

    /** Of a whole year by days; as of another moment behind it is another report, which nobody has asked for yet. */
    private static void measure(Store store, boolean withVisits, ReportClient client) {
        List<String> reports = new ArrayList<>(REPORTS);
        if (withVisits) {
            reports.addAll(REPORTS_OF_VISITS);
        }
        say("| report | cold p50 ms | cold p99 ms | cached p50 ms | cached p99 ms |");
        say("|---|---|---|---|---|");
        for (String report : reports) {
            List<Double> cold = new ArrayList<>();
            List<Double> cached = new ArrayList<>();
            for (int second = 0; second < TIMES; second++) {
                Instant asOf = ShopYear.END
                        .plus(Duration.ofDays(1))
                        .plusSeconds(second)
                        .plusMillis(System.nanoTime() % 1_000);
                String path = "/reports/%s?storeId=%s&from=%s&to=%s&granularity=day&asOf=%s"
                        .formatted(report, store.id(), ShopYear.BEGIN, ShopYear.END, asOf);
                cold.add(millis(path, "miss", client));
                cached.add(millis(path, "hit", client));
            }
            say(
                    "| %s | %.1f | %.1f | %.1f | %.1f |",
                    report, part(cold, 0.5), part(cold, 0.99), part(cached, 0.5), part(cached, 0.99));
        }
    }

    private static double millis(String path, String expected, ReportClient client) {
        long begun = System.nanoTime();
        String cache = client.get(path).headers().firstValue("X-Cache").orElse("");
        double took = (System.nanoTime() - begun) / 1e6;
        if (!cache.equals(expected)) {
            throw new IllegalStateException("%s was a %s".formatted(path, cache));
        }
        return took;
    }

    private static double part(List<Double> times, double share) {
        List<Double> sorted = new ArrayList<>(times);
        Collections.sort(sorted);
        return sorted.get((int) Math.min(sorted.size() - 1L, Math.round(share * sorted.size())));
    }
}
