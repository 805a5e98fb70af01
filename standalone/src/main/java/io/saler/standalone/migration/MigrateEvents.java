package io.saler.standalone.migration;

import io.saler.axonserver.migration.AxonServerEvents;
import io.saler.axonserver.migration.EmbeddedEvents;
import io.saler.axonserver.migration.EventMigration;
import io.saler.axonserver.migration.MigrationOutcome;
import io.saler.standalone.StoppedSaler;
import io.saler.standalone.migration.MigrationOptions.Database;
import io.saler.standalone.migration.MigrationOptions.Unclear;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jdbi.v3.core.Jdbi;
import org.springframework.boot.logging.LoggingSystem;

/**
 * {@code saler migrate-events}: copies all events of the embedded store to an Axon Server and compares the two. Exits
 * with status 0 only when both hold the same; 1 when they do not or the move was cut short, after which it can be
 * repeated; 2 when the command line is not understood.
 */
public final class MigrateEvents {

    private final MigrationReport report = new MigrationReport(System.out);
    private final AtomicBoolean ending = new AtomicBoolean();

    private MigrateEvents() {}

    /** Ends the process. */
    public static void main(String[] arguments) {
        // Only what the report says is for the person at the terminal.
        LoggingSystem.get(MigrateEvents.class.getClassLoader()).beforeInitialize();
        System.exit(new MigrateEvents().run(arguments));
    }

    private int run(String... arguments) {
        try {
            return move(MigrationOptions.parse(arguments)) ? 0 : 1;
        } catch (Unclear unclear) {
            System.err.println("saler: " + unclear.getMessage());
            System.err.println(MigrationOptions.USAGE);
            return 2;
        } catch (InterruptedException | RuntimeException failure) {
            if (!ending.get()) {
                System.out.flush();
                System.err.println("saler: events were not moved, or not all: " + failure.getMessage());
            }
            return 1;
        }
    }

    private boolean move(MigrationOptions options) throws InterruptedException {
        if (options.database().isPresent()) {
            return move(options.database().get(), options);
        }
        StoppedSaler saler = StoppedSaler.in(options.dataDirectory());
        Thread close = new Thread(
                () -> {
                    ending.set(true);
                    saler.close();
                },
                "saler-stop");
        Runtime.getRuntime().addShutdownHook(close);
        saler.startDatabase();
        Map<String, String> connection = saler.connectionProperties();
        return move(
                new Database(
                        connection.getOrDefault("spring.datasource.url", ""),
                        connection.getOrDefault("spring.datasource.username", ""),
                        connection.getOrDefault("spring.datasource.password", "")),
                options);
    }

    private boolean move(Database database, MigrationOptions options) {
        report.starting(
                options.database().isPresent()
                        ? database.url()
                        : options.dataDirectory().toString(),
                "Axon Server " + options.axonServer().getServers() + ", context "
                        + options.axonServer().getContext());
        try (EmbeddedEvents source =
                        EmbeddedEvents.lockedIn(Jdbi.create(database.url(), database.username(), database.password()));
                AxonServerEvents destination = AxonServerEvents.connect(options.axonServer())) {
            MigrationOutcome outcome = new EventMigration(source, destination, report).run();
            report.ended(outcome);
            return outcome.isComplete();
        }
    }
}
