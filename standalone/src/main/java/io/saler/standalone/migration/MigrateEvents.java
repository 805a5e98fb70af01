package io.saler.standalone.migration;

import io.saler.axonserver.migration.AxonServerEvents;
import io.saler.axonserver.migration.EmbeddedEvents;
import io.saler.axonserver.migration.EventMigration;
import io.saler.axonserver.migration.MigrationOutcome;
import io.saler.standalone.StoppedSalerCommand;
import java.util.List;
import org.jdbi.v3.core.Jdbi;

/** {@code saler migrate-events}: copies all events of the embedded store to an Axon Server and compares the two. */
public final class MigrateEvents extends StoppedSalerCommand {

    private final MigrationReport report = new MigrationReport(System.out);

    private MigrateEvents() {
        super("events were not moved, or not all", MigrationOptions.USAGE + MigrationOptions.SOURCE_USAGE);
    }

    /** Ends the process. */
    public static void main(String[] arguments) {
        new MigrateEvents().runAsProcess(arguments);
    }

    @Override
    protected boolean work(String... arguments) throws InterruptedException {
        MigrationOptions options = MigrationOptions.parse(arguments);
        Database database = options.database().isPresent()
                ? options.database().get()
                : Database.of(started(options.dataDirectory(), List.of()).connectionProperties());
        report.starting(
                options.source(),
                "Axon Server " + options.axonServer().getServers() + ", context "
                        + options.axonServer().getContext());
        try (EmbeddedEvents source = EmbeddedEvents.lockedIn(Jdbi.create(database.dataSource()));
                AxonServerEvents destination = AxonServerEvents.connect(options.axonServer())) {
            MigrationOutcome outcome = new EventMigration(source, destination, report).run();
            report.ended(outcome);
            return outcome.isComplete();
        }
    }
}
