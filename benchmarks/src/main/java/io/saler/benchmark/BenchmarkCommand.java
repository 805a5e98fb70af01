package io.saler.benchmark;

import static io.saler.benchmark.Output.say;

import io.saler.benchmark.year.CheckYear;
import io.saler.benchmark.year.WriteYear;
import io.saler.demo.SalerAddress;
import io.saler.demo.client.SalerClient;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * {@code ./saler bench}: loads a running Saler with orders, with people who sign in, or with visitors, and prints what
 * it did and what it cost.
 */
@Command(
        name = "saler bench",
        usageHelpAutoWidth = true,
        subcommands = {WriteYear.class, SendVisits.class},
        description =
                "Loads a running Saler with orders, or with people who sign in, and prints rates, times and costs.%n")
public final class BenchmarkCommand implements Callable<Integer> {

    private static final int MOST_PEOPLE = 32;

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

    @Option(names = "--hot", description = "All order the same item: as --products=1 --lines=1.")
    private boolean hot;

    @Option(
            names = "--accepted",
            description =
                    "Measures orders whose buyers wait until they are accepted, and not until they are confirmed.")
    private boolean accepted;

    @Option(
            names = "--rate",
            paramLabel = "R",
            description = "Measures orders that arrive at a constant rate, so many a second, whether earlier ones "
                    + "were answered or not.")
    private @Nullable Integer rate;

    @Option(names = "--race", description = "Lets many buyers order in the same moment what there are 50 units of.")
    private boolean race;

    @Option(names = "--race-buyers", defaultValue = "200", description = "Buyers in a race (${DEFAULT-VALUE}).")
    private int raceBuyers = 200;

    @Option(
            names = "--race-lines",
            defaultValue = "1",
            description = "Lines of an order in a race, every other order's reversed (${DEFAULT-VALUE}).")
    private int raceLines = 1;

    @Option(names = "--races", defaultValue = "5", description = "Races, each for new products (${DEFAULT-VALUE}).")
    private int races = 5;

    @Option(
            names = "--auth",
            description = "Measures signing in, refreshing, and a request with a token, instead of orders.")
    private boolean auth;

    @Option(
            names = "--tracking",
            description = "Measures events of visitors, by requests of 1, 50 and 500, instead of orders; --buyers says "
                    + "how many send at once.")
    private boolean tracking;

    @Option(names = "--logins", defaultValue = "10", description = "Sign-ins a second (${DEFAULT-VALUE}).")
    private int logins = 10;

    @Option(names = "--refreshes", defaultValue = "100", description = "Refreshes a second (${DEFAULT-VALUE}).")
    private int refreshes = 100;

    @Option(names = "--requests", defaultValue = "200", description = "Such requests a second (${DEFAULT-VALUE}).")
    private int requests = 200;

    @Option(
            names = "--rebuild",
            paramLabel = "NAME",
            description =
                    "Measures how fast a read model with generations, such as analytics, is rebuilt, beside reading "
                            + "the same events and copying the same rows.")
    private @Nullable String rebuild;

    @Option(
            names = "--reports",
            description = "Holds the reports about a made-up year against plain SQL over its events, and measures "
                    + "them, instead of orders.")
    private boolean reports;

    @Option(
            names = "--visits",
            paramLabel = "FILE",
            description = "With --reports: what send-visits has sent; the reports about visitors are held against it.")
    private @Nullable Path visits;

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
    public Integer call() throws InterruptedException, SQLException, IOException {
        requireSense();
        BenchmarkedSaler saler = saler();
        if (rebuild != null) {
            return rebuildMeasured(saler, rebuild) ? 0 : 1;
        }
        if (reports) {
            return reportsChecked(saler) ? 0 : 1;
        }
        boolean whole = auth ? authMeasured(saler) : tracking ? trackingMeasured(saler) : ordersMeasured(saler);
        return whole ? 0 : 1;
    }

    private void requireSense() {
        long modes = Stream.of(auth, tracking, accepted, race, reports, rate != null, rebuild != null)
                .filter(chosen -> chosen)
                .count();
        require(
                modes <= 1,
                "--auth, --tracking, --accepted, --race, --reports, --rate and --rebuild exclude each other");
        require(!(hot && (auth || tracking || race)), "--hot goes with neither --auth, --tracking nor --race");
        require(visits == null || reports, "--visits goes with --reports only");
        require(!buyers.isEmpty() && buyers.stream().allMatch(width -> width >= 1), "--buyers: at least 1 each");
        require(lines >= 1 && lines <= products, "--lines: at least 1, and no more than there are products");
        require(rate == null || rate >= 1, "--rate: at least 1");
        require(raceBuyers >= 1 && races >= 1 && raceLines >= 1, "--race-buyers, --race-lines, --races: at least 1");
        // So long does a sign-in hold at least.
        long longest = Account.HOLDS.toSeconds();
        require(seconds >= 1 && seconds <= longest, "--seconds: from 1 to " + longest);
        require(warmUp >= 0 && warmUp <= longest, "--warm-up: from 0 to " + longest);
    }

    private static boolean rebuildMeasured(BenchmarkedSaler saler, String readModel) throws InterruptedException {
        var database = new SalerDatabase(saler.database()
                .orElseThrow(() -> new IllegalArgumentException("--database: needed to read events and copy rows")));
        new CatchUp(database::eventsBehind, Duration.ofSeconds(1)).await();
        SalerClient anyone = SalerClient.at(saler.url());
        String token = new Administrator(anyone, SalerAddress.usualDataDirectory()).token();
        return new RebuildBenchmark(anyone.signedInWith(token), database).run(readModel);
    }

    private boolean authMeasured(BenchmarkedSaler saler) {
        say("Loading %s", saler.url());
        var rates = new AuthBenchmark.Rates(logins, refreshes, requests);
        return new AuthBenchmark(
                        SalerClient.at(saler.url()), rates, Duration.ofSeconds(warmUp), Duration.ofSeconds(seconds))
                .run();
    }

    private boolean trackingMeasured(BenchmarkedSaler saler) throws InterruptedException {
        say("Loading %s", saler.url());
        return new TrackingBenchmark(
                        SalerClient.at(saler.url()),
                        saler.database().map(SalerDatabase::new),
                        Duration.ofSeconds(warmUp),
                        Duration.ofSeconds(seconds))
                .run(buyers);
    }

    private boolean reportsChecked(BenchmarkedSaler saler) throws InterruptedException, SQLException, IOException {
        require(saler.database().isPresent(), "--reports: name the database that has the events by --database");
        String events = saler.database().orElseThrow();
        new CatchUp(new SalerDatabase(events)::eventsBehind, Duration.ofSeconds(1)).await();
        return CheckYear.run(saler.url(), events, SalerAddress.usualDataDirectory(), visits);
    }

    private boolean ordersMeasured(BenchmarkedSaler saler) throws InterruptedException {
        say("Loading %s%s", saler.url(), saler.database().isPresent() ? "" : "; its commits are not counted");
        Optional<SalerDatabase> database = saler.database().map(SalerDatabase::new);
        if (database.isPresent()) {
            new CatchUp(database.get()::eventsBehind, Duration.ofSeconds(1)).await();
        }
        Shop shop = hot ? open(saler, 1, people()) : open(saler, products, people());
        var orders = new OrderRequests(shop, hot ? 1 : lines);
        var load = new ClosedLoad(shop, orders::isConfirmed);
        say("Warming up for %d s …", warmUp);
        load.run(buyers.getFirst(), Duration.ofSeconds(warmUp));
        say("");
        Duration measured = Duration.ofSeconds(seconds);
        if (race) {
            return new RaceBenchmark(shop, raceBuyers, raceLines).run(races);
        }
        if (rate != null) {
            return new ArrivalBenchmark(shop, orders, database, measured).run(rate);
        }
        if (accepted) {
            return new AcceptanceBenchmark(shop, orders, measured).run(buyers);
        }
        return new OrderBenchmark(shop, load, database, measured).run(buyers);
    }

    /** As many as order at the same time, up to a point: to sign somebody up takes its time. */
    private int people() {
        int atOnce = buyers.stream().mapToInt(Integer::intValue).max().orElseThrow();
        return race || rate != null ? MOST_PEOPLE : Math.min(atOnce, MOST_PEOPLE);
    }

    private static Shop open(BenchmarkedSaler saler, int products, int people) {
        say("Opening a store with %d products, and signing up %d buyers …", products, people);
        return Shop.open(SalerClient.at(saler.url()), products, people);
    }

    private BenchmarkedSaler saler() {
        try {
            return BenchmarkedSaler.find(url, database, SalerAddress.usualDataDirectory());
        } catch (IllegalArgumentException wrong) {
            throw new ParameterException(Objects.requireNonNull(spec).commandLine(), wrong.getMessage(), wrong);
        }
    }

    private void require(boolean fulfilled, String otherwise) {
        if (!fulfilled) {
            throw new ParameterException(Objects.requireNonNull(spec).commandLine(), otherwise);
        }
    }
}
