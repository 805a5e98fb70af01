package io.saler.demo;

import io.saler.demo.assortment.Article;
import io.saler.demo.assortment.Assortment;
import io.saler.demo.assortment.MalformedProductFile;
import io.saler.demo.assortment.ProductFile;
import io.saler.demo.scenario.OrderPlan;
import io.saler.demo.scenario.PlannedOrder;
import io.saler.demo.scenario.Scenario;
import io.saler.demo.terminal.Progress;
import io.saler.demo.terminal.Terminal;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * {@code ./saler demo}: reads the options, finds or starts a Saler, runs the demonstration, and answers how it went.
 */
@Command(
        name = "saler demo",
        usageHelpAutoWidth = true,
        sortOptions = false,
        description = {
            "Fills a new store with products, places orders from many buyers, follows each to its end, "
                    + "and checks that orders, stock, money and mail add up.",
            ""
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {"0:everything adds up", "1:a check failed, or Saler could not be reached", "2:wrong use"})
public final class DemoCommand implements Callable<Integer> {

    private static final PrintStream OUT =
            new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);

    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "The Saler to use. Without it: the one whose address is in .saler/saler.json if it is ready, "
                    + "or else a temporary one, started for this run and stopped after it.")
    private @Nullable String url;

    @Option(names = "--orders", paramLabel = "N", defaultValue = "200", description = "Orders (${DEFAULT-VALUE}).")
    private int orders;

    @Option(names = "--buyers", paramLabel = "N", defaultValue = "20", description = "Buyers (${DEFAULT-VALUE}).")
    private int buyers;

    @Option(
            names = "--pause",
            paramLabel = "MILLIS",
            defaultValue = "0",
            description = "How long each buyer waits before the next order. Without it, all orders are placed at once.")
    private int pause;

    @Option(
            names = "--products",
            paramLabel = "FILE.csv",
            description = "Products in Shopify's CSV format; a built-in file by default.")
    private @Nullable Path products;

    @Option(
            names = "--articles",
            paramLabel = "N",
            description = "Only the first articles of the file; all of them by default.")
    private @Nullable Integer articles;

    @Option(names = "--seed", paramLabel = "N", description = "Draws the same orders again.")
    private @Nullable Long seed;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "120",
            description = "How long to wait at most for each of: preparation, orders, checks (${DEFAULT-VALUE}).")
    private int timeout;

    @Option(
            names = "--repeated-mails",
            paramLabel = "N",
            defaultValue = "0",
            description = "How many mails may arrive twice (${DEFAULT-VALUE}): a Saler that is killed between handing "
                    + "a mail over and noting it sends it again.")
    private int repeatedMails;

    @Option(names = "--json", paramLabel = "FILE", description = "Writes the result as JSON.")
    private @Nullable Path json;

    @Option(
            names = "--accepted",
            paramLabel = "FILE",
            description = "Appends a JSON line for each order at the moment Saler accepts it.")
    private @Nullable Path accepted;

    @Option(names = "--no-color", description = "Plain text, as with NO_COLOR.")
    private boolean noColor;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Shows this and ends.")
    @SuppressWarnings("unused") // picocli sees to it
    private boolean help;

    @Spec
    private @Nullable CommandSpec spec;

    private DemoCommand() {}

    public static void main(String[] args) {
        System.exit(new CommandLine(new DemoCommand())
                .setOut(new PrintWriter(OUT, true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8))
                .setParameterExceptionHandler((wrong, rejected) -> {
                    PrintWriter err = wrong.getCommandLine().getErr();
                    err.println("saler demo: " + wrong.getMessage());
                    err.println("Try ./saler demo --help");
                    return CommandLine.ExitCode.USAGE;
                })
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    command.getErr().println("saler demo: " + words(failure));
                    return CommandLine.ExitCode.SOFTWARE;
                })
                .execute(args));
    }

    @Override
    public Integer call() throws IOException {
        URI givenUrl = givenUrl();
        require(orders >= 1 && orders <= 100_000, "--orders: from 1 to 100000");
        require(buyers >= 1 && buyers <= 10_000, "--buyers: from 1 to 10000");
        require(pause >= 0, "--pause: at least 0");
        require(articles == null || articles >= 1, "--articles: at least 1");
        require(timeout >= 1, "--timeout: at least one second");
        require(repeatedMails >= 0, "--repeated-mails: at least 0");
        requireDirectoryOf(json, "--json");
        requireDirectoryOf(accepted, "--accepted");
        long drawn = seed == null ? ThreadLocalRandom.current().nextLong(1_000_000) : seed;
        List<Article> assortment = assortment();
        List<PlannedOrder> plan = plan(assortment, drawn);
        URI running = givenUrl == null
                ? SalerAddress.readyIn(SalerAddress.usualDataDirectory()).orElse(null)
                : givenUrl;
        Path launcher = running == null ? launcher() : null;
        Terminal terminal = Terminal.onStandardOutput(OUT, !noColor);
        terminal.blank();
        terminal.line("  %s  %s"
                .formatted(
                        terminal.bold("Saler demo"),
                        terminal.dim("%d articles, %d orders, %d buyers, seed %d"
                                .formatted(assortment.size(), orders, buyers, drawn))));
        terminal.blank();
        var demonstration = new Demonstration(
                terminal,
                Duration.ofSeconds(timeout),
                Duration.ofMillis(pause),
                drawn,
                repeatedMails,
                Optional.ofNullable(json));
        if (launcher == null) {
            return demonstration.on(Objects.requireNonNull(running), assortment, plan, buyers, accepted) ? 0 : 1;
        }
        try (StandaloneProcess temporary = StandaloneProcess.start(launcher)) {
            return demonstration.on(ready(temporary, terminal), assortment, plan, buyers, accepted) ? 0 : 1;
        }
    }

    private static URI ready(StandaloneProcess temporary, Terminal terminal) {
        try (Progress progress = terminal.begin("Starting a Saler", 0)) {
            URI url = temporary.awaitReady();
            progress.done("temporary, at " + url);
            return url;
        }
    }

    private @Nullable URI givenUrl() {
        try {
            return url == null ? null : SalerAddress.parse(url);
        } catch (IllegalArgumentException noUrl) {
            throw wrongUse("--url: %s is no address: %s".formatted(url, noUrl.getMessage()));
        }
    }

    private List<Article> assortment() {
        ProductFile file = products == null ? ProductFile.builtIn() : new ProductFile(products);
        try {
            List<Article> all = Assortment.of(file.products(), Scenario.currency());
            require(!all.isEmpty(), "--products: %s has nothing on sale".formatted(file));
            return articles == null ? all : all.subList(0, Math.min(articles, all.size()));
        } catch (NoSuchFileException absent) {
            throw wrongUse("--products: there is no file %s".formatted(file));
        } catch (IOException unreadable) {
            throw wrongUse("--products: %s cannot be read: %s".formatted(file, unreadable.getMessage()));
        } catch (MalformedProductFile malformed) {
            throw wrongUse("--products: %s: %s".formatted(file, malformed.getMessage()));
        }
    }

    private List<PlannedOrder> plan(List<Article> assortment, long drawn) {
        try {
            return OrderPlan.draw(assortment, orders, buyers, drawn);
        } catch (OrderPlan.TooLittleStock tooLittle) {
            throw wrongUse("--orders: " + tooLittle.getMessage());
        }
    }

    private Path launcher() {
        String path = System.getProperty("saler.launcher");
        if (path == null || path.isBlank()) {
            throw wrongUse("No Saler is running here; start one with ./saler run, name one with --url, "
                    + "or start the demonstration with ./saler demo");
        }
        return Path.of(path);
    }

    private void requireDirectoryOf(@Nullable Path file, String option) {
        Path directory = file == null ? null : file.toAbsolutePath().getParent();
        require(
                directory == null || Files.isDirectory(directory),
                "%s: there is no directory %s".formatted(option, directory));
        require(file == null || !Files.isDirectory(file), "%s: %s is a directory".formatted(option, file));
    }

    private void require(boolean condition, String otherwise) {
        if (!condition) {
            throw wrongUse(otherwise);
        }
    }

    private ParameterException wrongUse(String what) {
        if (spec == null) {
            throw new IllegalStateException(what);
        }
        return new ParameterException(spec.commandLine(), what);
    }

    private static String words(Throwable failure) {
        String message = failure.getMessage();
        return message == null ? failure.toString() : message;
    }
}
