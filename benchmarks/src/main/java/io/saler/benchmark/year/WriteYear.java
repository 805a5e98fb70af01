package io.saler.benchmark.year;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./saler bench write-year FILE}: makes up a year of five shops, for {@code ./saler grow --from=FILE}. */
@Command(name = "write-year", description = "Writes the events of a made-up year to a file (gzip).")
public final class WriteYear implements Callable<Integer> {

    @Parameters(paramLabel = "FILE")
    private @Nullable Path file;

    @Option(names = "--events", defaultValue = "1000000", description = "About so many (${DEFAULT-VALUE}).")
    private int events = 1_000_000;

    @Option(
            names = "--seed",
            defaultValue = "1",
            description = "The same seed makes up the same year (${DEFAULT-VALUE}).")
    private long seed = 1;

    private long written;

    @Override
    public Integer call() throws IOException {
        try (var out = new BufferedWriter(new OutputStreamWriter(
                new GZIPOutputStream(Files.newOutputStream(Objects.requireNonNull(file))), StandardCharsets.UTF_8))) {
            new ShopYear(seed, (int) (events / ShopYear.EVENTS_PER_ORDER)).tell(event -> write(event, out));
        }
        System.out.printf("%,d events%n", written);
        return 0;
    }

    private void write(YearEvent event, BufferedWriter out) {
        try {
            out.write(String.join(
                    "\t",
                    event.aggregate(),
                    Long.toString(event.sequence()),
                    event.type(),
                    event.payloadType(),
                    event.revision(),
                    event.at().toString(),
                    event.payload()));
            out.write('\n');
            written++;
        } catch (IOException full) {
            throw new UncheckedIOException(full);
        }
    }
}
