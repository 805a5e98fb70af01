package io.saler.standalone.migration;

import io.saler.axonserver.migration.AxonServerEvents;
import io.saler.axonserver.migration.EmbeddedEvents;
import io.saler.axonserver.migration.EmbeddedState;
import io.saler.axonserver.migration.EventMigration;
import io.saler.axonserver.migration.SideState;
import io.saler.axonserver.migration.StateMigration;
import io.saler.axonserver.migration.StateMigrationOutcome;
import io.saler.standalone.StoppedSaler;
import io.saler.standalone.StoppedSalerCommand;
import io.saler.standalone.distributed.Side;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;

/**
 * {@code saler migrate-state}: copies what is kept besides events to the databases of the command-side and the sagas,
 * after all events were copied to their Axon Server.
 */
public final class MigrateState extends StoppedSalerCommand {

    private final StateReport report = new StateReport(System.out);

    MigrateState() {
        super("state was not moved", StateMigrationOptions.USAGE);
    }

    /** Ends the process. */
    public static void main(String[] arguments) {
        new MigrateState().runAsProcess(arguments);
    }

    @Override
    protected boolean work(String... arguments) throws InterruptedException {
        StateMigrationOptions options = StateMigrationOptions.parse(arguments);
        MigrationOptions source = options.source();
        if (source.database().isPresent()) {
            return move(options, source.database().get(), options.destinations());
        }
        boolean beside = options.destinations().isEmpty();
        StoppedSaler saler = started(
                source.dataDirectory(),
                beside ? MovedState.SIDES.stream().map(Side::database).toList() : List.of());
        Map<Side, Database> destinations = new LinkedHashMap<>(options.destinations());
        if (beside) {
            MovedState.SIDES.forEach(
                    side -> destinations.put(side, Database.of(saler.connectionPropertiesOf(side.database()))));
        }
        return move(options, Database.of(saler.connectionProperties()), destinations);
    }

    private boolean move(StateMigrationOptions options, Database source, Map<Side, Database> destinations) {
        report.starting(options.source().source(), destinations);
        Map<SideState, DataSource> sides = new LinkedHashMap<>();
        destinations.forEach((side, database) -> sides.put(MovedState.of(side), database.dataSource()));
        try (EmbeddedState state = EmbeddedState.lockedIn(source.dataSource(), sides.keySet(), MovedState.LEFT_BEHIND);
                EmbeddedEvents events = EmbeddedEvents.lockedIn(Jdbi.create(source.dataSource()))) {
            try (AxonServerEvents axonServer =
                    AxonServerEvents.connect(options.source().axonServer())) {
                report.events(new EventMigration(events, axonServer, progress -> {}).requireDone());
            }
            StateMigrationOutcome outcome = new StateMigration(state, events, sides, report::copied).run();
            report.ended(outcome);
            return outcome.isComplete();
        }
    }
}
