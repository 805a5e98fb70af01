package io.saler.benchmark.year;

import static io.saler.benchmark.Output.say;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code ./saler bench write-year FILE}: makes up a year of five shops, for {@code ./saler grow --from=FILE}, and what
 * their visitors did, for {@code ./saler bench send-visits}.
 */
@Command(name = "write-year", description = "Writes the events of a made-up year to a file (gzip).")
public final class WriteYear implements Callable<Integer> {

    @Parameters(paramLabel = "FILE")
    private @Nullable Path file;

    @Option(names = "--events", defaultValue = "1000000", description = "About so many (${DEFAULT-VALUE}).")
    private int events = 1_000_000;

    @Option(
            names = "--visits",
            paramLabel = "FILE",
            description = "Where to write what visitors of these shops did in that year, for send-visits.")
    private @Nullable Path visits;

    @Option(
            names = "--visit-events",
            paramLabel = "N",
            defaultValue = "2000000",
            description = "About so many different events of visitors (${DEFAULT-VALUE}).")
    private long visitEvents = 2_000_000;

    @Option(
            names = "--seed",
            defaultValue = "1",
            description = "The same seed makes up the same year (${DEFAULT-VALUE}).")
    private long seed = 1;

    @Override
    public Integer call() throws IOException {
        var year = new ShopYear(seed, (int) (events / ShopYear.EVENTS_PER_ORDER));
        try (var out = new LineFile(Objects.requireNonNull(file))) {
            year.tell(event -> out.add(line(event)));
            say("%,d events", out.written());
        }
        if (visits != null) {
            writeVisits(year.shops(), visits);
        }
        return 0;
    }

    private static String line(YearEvent event) {
        return String.join(
                "\t",
                event.aggregate(),
                Long.toString(event.sequence()),
                event.type(),
                event.payloadType(),
                event.revision(),
                event.at().toString(),
                event.payload());
    }

    private void writeVisits(List<Shop> shops, Path to) throws IOException {
        try (var out = new LineFile(to)) {
            long different = new YearVisits(seed, shops, visitEvents).tell(out::add);
            say("%,d events of visitors, and %,d of them once more", different, out.written() - different);
        }
    }
}
