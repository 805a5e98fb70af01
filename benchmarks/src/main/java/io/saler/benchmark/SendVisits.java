package io.saler.benchmark;

import static io.saler.benchmark.Output.say;

import io.saler.benchmark.year.VisitSender;
import io.saler.demo.SalerAddress;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./saler bench send-visits FILE}: tells a running Saler what visitors did in a made-up year. */
@Command(
        name = "send-visits",
        description = "Sends what write-year --visits has made up to a running Saler that has the shops of that year, "
                + "and prints how many events were accepted a second.")
final class SendVisits implements Callable<Integer> {

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    @Parameters(paramLabel = "FILE")
    private @Nullable Path file;

    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "The Saler to tell. Without it: the one whose address is in .saler/saler.json.")
    private @Nullable String url;

    @Option(
            names = "--senders",
            defaultValue = "4",
            description = "Requests of 500 events at a time (${DEFAULT-VALUE}).")
    private int senders = 4;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (senders < 1) {
            throw wrong("--senders: at least 1");
        }
        Path data = SalerAddress.usualDataDirectory();
        BenchmarkedSaler saler = saler(data);
        if (saler.database().isPresent()) {
            var database = new SalerDatabase(saler.database().get());
            new CatchUp(database::eventsBehind, Duration.ofSeconds(1)).await();
        }
        say("Sending events of visitors to %s …", saler.url());
        VisitSender.Sent sent =
                new VisitSender(saler.url(), data, senders, PATIENCE).send(Objects.requireNonNull(file));
        say(
                "%,d events accepted in %.1f s: %,.0f events/s",
                sent.accepted(), sent.took().toMillis() / 1e3, sent.perSecond());
        say("Requests that had to be sent again, by answer: %s", sent.repeated().isEmpty() ? "none" : sent.repeated());
        return 0;
    }

    private BenchmarkedSaler saler(Path data) {
        try {
            return BenchmarkedSaler.find(url, null, data);
        } catch (IllegalArgumentException wrong) {
            throw wrong(wrong.getMessage());
        }
    }

    private ParameterException wrong(@Nullable String why) {
        return new ParameterException(Objects.requireNonNull(spec).commandLine(), String.valueOf(why));
    }
}
