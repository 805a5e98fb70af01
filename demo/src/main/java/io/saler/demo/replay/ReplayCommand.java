package io.saler.demo.replay;

import io.saler.demo.AdminPassword;
import io.saler.demo.SalerAddress;
import io.saler.demo.client.SalerClient;
import io.saler.demo.terminal.Terminal;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./saler replay}: signs in as the administrator, has a read model rebuilt, and shows how far that is. */
@Command(
        name = "saler replay",
        usageHelpAutoWidth = true,
        sortOptions = false,
        description = {
            "Has a read model made anew from all events on a running Saler, while it is read, and shows how far "
                    + "that is. Ctrl-C ends the showing, not the rebuild.",
            ""
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:it is rebuilt",
            "1:it was refused, fails or ended before its time, or Saler could not be reached",
            "2:wrong use",
            "3:the new one is different, and somebody has to decide about it"
        })
public final class ReplayCommand implements Callable<Integer> {

    private static final Duration PAUSE = Duration.ofMillis(500);

    @Parameters(paramLabel = "NAME", description = "The read model, such as analytics or orders.")
    private @Nullable String name;

    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "The Saler to use. Without it: the one whose address is in saler.json of the data directory.")
    private @Nullable String url;

    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            description = "Where its address and the administrator's password are; .saler beside the launcher if not "
                    + "said.")
    private @Nullable Path dataDirectory;

    @Option(
            names = "--email",
            paramLabel = "ADDRESS",
            defaultValue = "admin@localhost",
            description = "The administrator's (${DEFAULT-VALUE}).")
    private String email = "";

    @Option(
            names = "--reason",
            paramLabel = "TEXT",
            defaultValue = "./saler replay",
            description = "Why, as it is kept (${DEFAULT-VALUE}).")
    private String reason = "";

    @Option(
            names = "--even-if-different",
            description = "Has the new one read although it is different, as after a change of what is shown.")
    private boolean evenIfDifferent;

    @Option(names = "--watch", description = "Shows a rebuild that is under way, without asking for one.")
    private boolean watch;

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

    private final PrintStream out;

    private ReplayCommand(PrintStream out) {
        this.out = out;
    }

    public static void main(String[] args) {
        var out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        var err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        System.exit(run(out, err, args));
    }

    /** The same in the process of the caller; returns the exit status. */
    public static int run(PrintStream out, PrintStream err, String... args) {
        return new CommandLine(new ReplayCommand(out))
                .setOut(new PrintWriter(out, true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(err, true, StandardCharsets.UTF_8))
                .setParameterExceptionHandler((wrong, rejected) -> {
                    PrintWriter lines = wrong.getCommandLine().getErr();
                    lines.println("saler replay: " + wrong.getMessage());
                    lines.println("Try ./saler replay --help");
                    return CommandLine.ExitCode.USAGE;
                })
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    command.getErr().println("saler replay: " + words(failure));
                    return Replay.NOT_COMPLETED;
                })
                .execute(args);
    }

    @Override
    public Integer call() throws InterruptedException {
        String readModel = name == null ? "" : name.strip();
        if (!readModel.matches("[A-Za-z0-9@_.-]+")) {
            throw wrongUse("%s is no name of a read model".formatted(readModel));
        }
        Path data = dataDirectory == null ? SalerAddress.usualDataDirectory() : dataDirectory;
        URI saler = url == null
                ? SalerAddress.readyIn(data)
                        .orElseThrow(() -> new IllegalStateException(
                                "No Saler is running with its data in %s; start one with ./saler run, or name one with "
                                                .formatted(data)
                                        + "--url"))
                : given(url);
        String password = AdminPassword.in(data);
        SalerClient anyone = SalerClient.at(saler);
        var replay = new Replay(
                anyone,
                () -> anyone.logIn(email, password).accessToken(),
                Terminal.onStandardOutput(out, !noColor),
                PAUSE);
        if (!watch) {
            replay.begin(readModel, reason, evenIfDifferent);
        }
        return replay.watch(readModel);
    }

    private URI given(String address) {
        try {
            return SalerAddress.parse(address);
        } catch (IllegalArgumentException noUrl) {
            throw wrongUse("--url: %s is no address: %s".formatted(address, noUrl.getMessage()));
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
