package io.saler.benchmark.year;

import io.saler.benchmark.year.YearTruth.Store;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** Holds the reports of a running Saler against plain SQL over its events, and measures how long they take. */
public final class CheckYear {

    private static final List<String> REPORTS = List.of("sales", "products", "customers", "stock");
    private static final int TIMES = 20;

    private CheckYear() {}

    /**
     * Prints what is different, and how long reports take.
     *
     * @return whether nothing is
     */
    public static boolean run(URI saler, String database, Path dataDirectory) throws SQLException, IOException {
        var client = new ReportClient(saler, dataDirectory);
        try (Connection events = DriverManager.getConnection(database)) {
            say("Adding up the events by plain SQL …");
            var truth = new YearTruth(events);
            say("Comparing the reports of %d stores …", truth.stores().size());
            YearCheck.Outcome outcome = new YearCheck(truth, client).run();
            outcome.differences().stream().limit(20).forEach(CheckYear::say);
            say(
                    "%,d figures compared, %,d different",
                    outcome.compared(), outcome.differences().size());
            measure(truth.stores().getFirst(), client);
            return outcome.differences().isEmpty() && outcome.compared() > 0;
        }
    }

    /** Of a whole year by days; one that begins a second later is another report, which nobody has asked for yet. */
    private static void measure(Store store, ReportClient client) {
        say("| report | cold p50 ms | cold p99 ms | cached p50 ms | cached p99 ms |");
        say("|---|---|---|---|---|");
        for (String report : REPORTS) {
            List<Double> cold = new ArrayList<>();
            List<Double> cached = new ArrayList<>();
            for (int second = 0; second < TIMES; second++) {
                Instant from = ShopYear.BEGIN.plusSeconds(second).plusMillis(System.nanoTime() % 1_000);
                String path = "/reports/%s?storeId=%s&from=%s&to=%s&granularity=day"
                        .formatted(report, store.id(), from, ShopYear.END);
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

    private static void say(String format, Object... values) {
        System.out.println(values.length == 0 ? format : String.format(Locale.ROOT, format, values));
    }
}
