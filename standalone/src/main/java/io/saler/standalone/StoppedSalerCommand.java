package io.saler.standalone;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.boot.logging.LoggingSystem;

/**
 * A command that does something with the data of a Saler that is stopped. Its status is 0 only when all of it is done;
 * 1 when it is not or was cut short, after which it can be repeated; 2 when the command line is not understood.
 */
public abstract class StoppedSalerCommand {

    private final String failed;
    private final String usage;
    private final AtomicBoolean ending = new AtomicBoolean();

    /** @param failed says so, and is followed by the reason */
    protected StoppedSalerCommand(String failed, String usage) {
        this.failed = failed;
        this.usage = usage;
    }

    /** Says whether everything is done. */
    protected abstract boolean work(String... arguments) throws InterruptedException;

    /** Ends the process. */
    protected final void runAsProcess(String... arguments) {
        // Only what the report says is for the person at the terminal.
        LoggingSystem.get(StoppedSalerCommand.class.getClassLoader()).beforeInitialize();
        System.exit(run(arguments));
    }

    /** Returns the status. */
    public final int run(String... arguments) {
        try {
            return work(arguments) ? 0 : 1;
        } catch (Unclear unclear) {
            System.err.println("saler: " + unclear.getMessage());
            System.err.print(usage);
            return 2;
        } catch (InterruptedException | RuntimeException failure) {
            if (!ending.get()) {
                System.out.flush();
                System.err.println("saler: " + failed + ": " + failure.getMessage());
            }
            return 1;
        }
    }

    /** Starts the PostgreSQL of the data directory, which stops with this process. */
    protected final StoppedSaler started(Path dataDirectory, List<String> databases) throws InterruptedException {
        StoppedSaler saler = StoppedSaler.in(dataDirectory, databases);
        Thread close = new Thread(
                () -> {
                    ending.set(true);
                    saler.close();
                },
                "saler-stop");
        Runtime.getRuntime().addShutdownHook(close);
        saler.startDatabase();
        return saler;
    }
}
