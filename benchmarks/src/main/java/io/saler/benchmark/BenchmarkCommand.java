package io.saler.benchmark;

import io.saler.demo.SalerAddress;
import io.saler.demo.client.SalerClient;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * {@code ./saler bench}: loads a running Saler with orders, or with people who sign in, and prints what it did and what
 * it cost.
 */
@Command(
        name = "saler bench",
        usageHelpAutoWidth = true,
        description =
                "Loads a running Saler with orders, or with people who sign in, and prints rates, times and costs.%n")
public final class BenchmarkCommand implements Callable<Integer> {

    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "The Saler to load. Without it: the one whose address is in .saler/saler.json.")
    private @Nullable String url;

    @Option(
            names = "--database",
            paramLabel = "JDBC-URL",
            description = "Its PostgreSQL, to count commits. Without it: the embedded one of the Saler in .saler, "
                    + "if that is the one to load; of others, commits are not counted.")
    private @Nullable String database;

    @Option(names = "--buyers", split = ",", defaultValue = "8,32,128", description = "At once (${DEFAULT-VALUE}).")
    private List<Integer> buyers = List.of();

    @Option(names = "--lines", defaultValue = "2", description = "Lines of an order (${DEFAULT-VALUE}).")
    private int lines = 2;

    @Option(names = "--products", defaultValue = "1000", description = "Products (${DEFAULT-VALUE}).")
    private int products = 1000;

    @Option(names = "--seconds", defaultValue = "20", description = "Measured, for each number of buyers.")
    private int seconds = 20;

    @Option(names = "--warm-up", defaultValue = "30", description = "Seconds before the first measurement.")
    private int warmUp = 30;

    @Option(
            names = "--auth",
            description = "Measures signing in, refreshing, and a request with a token, instead of orders.")
    private boolean auth;

    @Option(names = "--logins", defaultValue = "10", description = "Sign-ins a second (${DEFAULT-VALUE}).")
    private int logins = 10;

    @Option(names = "--refreshes", defaultValue = "100", description = "Refreshes a second (${DEFAULT-VALUE}).")
    private int refreshes = 100;

    @Option(names = "--requests", defaultValue = "200", description = "Such requests a second (${DEFAULT-VALUE}).")
    private int requests = 200;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Shows this and ends.")
    @SuppressWarnings("unused") // picocli sees to it
    private boolean help;

    @Spec
    private @Nullable CommandSpec spec;

    private BenchmarkCommand() {}

    public static void main(String[] args) {
        System.exit(new CommandLine(new BenchmarkCommand())
                .setParameterExceptionHandler((wrong, rejected) -> {
                    wrong.getCommandLine().getErr().println("saler bench: " + wrong.getMessage());
                    return CommandLine.ExitCode.USAGE;
                })
                .execute(args));
    }

    @Override
    public Integer call() throws InterruptedException {
        BenchmarkedSaler saler = saler();
        boolean whole = auth ? authMeasured(saler) : ordersMeasured(saler);
        return whole ? 0 : 1;
    }

    private boolean authMeasured(BenchmarkedSaler saler) {
        say("Loading %s", saler.url());
        var rates = new AuthBenchmark.Rates(logins, refreshes, requests);
        return new AuthBenchmark(
                        SalerClient.at(saler.url()), rates, Duration.ofSeconds(warmUp), Duration.ofSeconds(seconds))
                .run();
    }

    private boolean ordersMeasured(BenchmarkedSaler saler) throws InterruptedException {
        say("Loading %s%s", saler.url(), saler.database().isPresent() ? "" : "; its commits are not counted");
        int most = buyers.stream().mapToInt(Integer::intValue).max().orElseThrow();
        say("Opening a store with %d products, and signing up %d buyers …", products, Math.min(most, 32));
        Shop shop = Shop.open(SalerClient.at(saler.url()), products, Math.min(most, 32));
        var load = new OrderLoad(shop, lines);
        say("Warming up for %d s …", warmUp);
        load.run(buyers.getFirst(), Duration.ofSeconds(warmUp));
        say("");
        say("| buyers | confirmed/s | p50 ms | p99 ms | machine CPU ms/order | commits/order | failed |");
        say("|---|---|---|---|---|---|---|");
        boolean whole = true;
        for (int width : buyers) {
            whole &= measured(
                    load, width, saler.database().map(CommitCounter::new).orElse(null));
        }
        return whole;
    }

    private BenchmarkedSaler saler() {
        try {
            return BenchmarkedSaler.find(url, database, SalerAddress.usualDataDirectory());
        } catch (IllegalArgumentException wrong) {
            throw new ParameterException(Objects.requireNonNull(spec).commandLine(), wrong.getMessage(), wrong);
        }
    }

    private boolean measured(OrderLoad load, int width, @Nullable CommitCounter counter) throws InterruptedException {
        long commits = counter == null ? 0 : counter.written();
        Duration processor = MachineClock.used();
        OrderLoad.Result result = load.run(width, Duration.ofSeconds(seconds));
        double used = MachineClock.used().minus(processor).toNanos() / 1e6;
        say(
                "| %d | %.1f | %.0f | %.0f | %.1f | %s | %d |",
                result.buyers(),
                result.perSecond(),
                result.millisecondsAt(50),
                result.millisecondsAt(99),
                used / result.confirmed(),
                counter == null ? "–" : "%.1f".formatted((counter.written() - commits) / (double) result.confirmed()),
                result.failed());
        return result.failed() == 0;
    }

    private static void say(String format, Object... values) {
        System.out.println(format.formatted(values));
    }
}
