package io.saler.standalone.migration;

import io.saler.standalone.StoppedSaler;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.boot.logging.LoggingSystem;

/**
 * A command that moves something of a Saler that is stopped. Its status is 0 only when all of it has arrived; 1 when it
 * has not or the move was cut short, after which it can be repeated; 2 when the command line is not understood.
 */
abstract class MigrationCommand {

    private final String failed;
    private final String usage;
    private final AtomicBoolean ending = new AtomicBoolean();

    /** @param failed says so, and is followed by the reason */
    MigrationCommand(String failed, String usage) {
        this.failed = failed;
        this.usage = usage;
    }

    /** Says whether everything has arrived. */
    abstract boolean move(String... arguments) throws InterruptedException;

    /** Ends the process. */
    final void runAsProcess(String... arguments) {
        // Only what the report says is for the person at the terminal.
        LoggingSystem.get(MigrationCommand.class.getClassLoader()).beforeInitialize();
        System.exit(run(arguments));
    }

    /** Returns the status. */
    final int run(String... arguments) {
        try {
            return move(arguments) ? 0 : 1;
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
    final StoppedSaler started(MigrationOptions options, List<String> databases) throws InterruptedException {
        StoppedSaler saler = StoppedSaler.in(options.dataDirectory(), databases);
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
