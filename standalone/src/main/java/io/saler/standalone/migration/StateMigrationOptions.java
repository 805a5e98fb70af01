package io.saler.standalone.migration;

import io.saler.standalone.Unclear;
import io.saler.standalone.distributed.Side;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * What the command line of {@code saler migrate-state} says.
 *
 * @param source where state comes from, and the Axon Server that has the events
 * @param destinations the sides' databases ({@code --saler.command-side.datasource.url} and the like); none when they
 *     are those beside the source, in the same data directory
 */
record StateMigrationOptions(MigrationOptions source, Map<Side, Database> destinations) {

    static final String USAGE = """
            usage: ./saler migrate-state --axon-server=HOST:PORT [SOURCE] [DESTINATIONS] [--axon.axonserver.NAME=VALUE …]
            """ + MigrationOptions.SOURCE_USAGE + """
              DESTINATIONS are the databases of the command-side and the sagas; unless they are in the same data
              directory, for SIDE = command-side and SIDE = sagas:
              --saler.SIDE.datasource.url=URL --saler.SIDE.datasource.username=NAME --saler.SIDE.datasource.password=PASSWORD
              (or SALER_COMMANDSIDE_DATASOURCE_PASSWORD, SALER_SAGAS_DATASOURCE_PASSWORD)
            """;

    static StateMigrationOptions parse(String... arguments) {
        ConfigurableEnvironment environment =
                MigrationOptions.environment(MovedState.SIDES.stream().map(StateMigrationOptions::prefix), arguments);
        MigrationOptions source = MigrationOptions.in(environment);
        Map<Side, Database> destinations = new EnumMap<>(Side.class);
        MovedState.SIDES.stream()
                .filter(side -> environment.containsProperty(prefix(side) + "url"))
                .forEach(side -> destinations.put(side, Database.in(environment, prefix(side), side.database())));
        boolean beside = source.database().isEmpty() && destinations.isEmpty();
        if (!beside && destinations.size() < MovedState.SIDES.size()) {
            throw new Unclear("The databases of all sides have to be named: "
                    + MovedState.SIDES.stream()
                            .map(side -> "--" + prefix(side) + "url")
                            .collect(Collectors.joining(" and ")));
        }
        return new StateMigrationOptions(source, destinations);
    }

    private static String prefix(Side side) {
        return "saler." + side.program() + ".datasource.";
    }
}
