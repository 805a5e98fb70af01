package io.saler.standalone.migration;

import io.saler.standalone.StoppedSaler;
import io.saler.standalone.Unclear;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.axonframework.axonserver.connector.AxonServerConfiguration;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.CommandLinePropertySource;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.SimpleCommandLinePropertySource;
import org.springframework.core.env.StandardEnvironment;

/**
 * What the command line of {@code saler migrate-events} says, and every other that moves something to an Axon Server.
 *
 * @param axonServer where events are moved to ({@code --axon-server=HOST:PORT}), with a token and the like as the
 *     settings {@code axon.axonserver.*} of a running Saler name them
 * @param database Saler's, when it runs already ({@code --spring.datasource.url} and the like)
 * @param dataDirectory what holds it otherwise ({@code --data-dir=DIR})
 */
record MigrationOptions(AxonServerConfiguration axonServer, Optional<Database> database, Path dataDirectory) {

    static final String USAGE = """
            usage: ./saler migrate-events --axon-server=HOST:PORT [SOURCE] [--axon.axonserver.NAME=VALUE …]
            """;

    static final String SOURCE_USAGE = """
              SOURCE is --data-dir=DIR, the data of a Saler that is stopped (usually .saler), or a PostgreSQL that runs:
              --spring.datasource.url=URL --spring.datasource.username=NAME --spring.datasource.password=PASSWORD
              (a password is better given as the environment variable SPRING_DATASOURCE_PASSWORD)
            """;

    private static final String AXON_SERVER = "axon-server";
    private static final String DATA_DIRECTORY = "data-dir";
    private static final String AXON_SETTINGS = "axon.axonserver";

    static MigrationOptions parse(String... arguments) {
        return in(environment(Stream.of(), arguments));
    }

    /**
     * What is set on the command line and elsewhere.
     *
     * @param databases prefixes of properties that name more databases
     */
    static ConfigurableEnvironment environment(Stream<String> databases, String... arguments) {
        var given = new SimpleCommandLinePropertySource(arguments);
        refuseUnknown(
                given, Stream.concat(Stream.of(Database.PREFIX), databases).toArray(String[]::new));
        var environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(given);
        ConfigurationPropertySources.attach(environment);
        return environment;
    }

    static MigrationOptions in(ConfigurableEnvironment environment) {
        String server = environment.getProperty(AXON_SERVER, "");
        if (!server.matches("\\S+:[0-9]{1,5}")) {
            throw new Unclear("--axon-server=HOST:PORT has to say where events are moved to, such as localhost:8124");
        }
        var axonServer = new AxonServerConfiguration();
        axonServer.setComponentName("saler-migration");
        axonServer.setConnectTimeout(10_000);
        Binder.get(environment).bind(AXON_SETTINGS, Bindable.ofInstance(axonServer));
        axonServer.setServers(server);

        Optional<Database> database = environment.containsProperty(Database.PREFIX + "url")
                ? Optional.of(Database.in(environment, Database.PREFIX, "saler"))
                : Optional.empty();
        String directory = environment.getProperty(DATA_DIRECTORY);
        if (database.isPresent() && directory != null) {
            throw new Unclear("The source is either --data-dir or --spring.datasource.url (which may also be set by"
                    + " the environment variable SPRING_DATASOURCE_URL), not both");
        }
        Path path = directory == null
                ? StoppedSaler.usualDataDirectory()
                : Path.of(directory).toAbsolutePath().normalize();
        return new MigrationOptions(axonServer, database, path);
    }

    /** Where things come from, in words. */
    String source() {
        return database.map(Database::toString).orElseGet(dataDirectory::toString);
    }

    private static void refuseUnknown(SimpleCommandLinePropertySource given, String... databases) {
        String words = given.getProperty(CommandLinePropertySource.DEFAULT_NON_OPTION_ARGS_PROPERTY_NAME);
        if (words != null) {
            throw new Unclear("'" + words + "' is not understood: options look like --NAME=VALUE");
        }
        for (String name : given.getPropertyNames()) {
            if (!name.equals(AXON_SERVER)
                    && !name.equals(DATA_DIRECTORY)
                    && !name.startsWith(AXON_SETTINGS + ".")
                    && Arrays.stream(databases)
                            .flatMap(prefix ->
                                    Stream.of("url", "username", "password").map(prefix::concat))
                            .noneMatch(name::equals)) {
                throw new Unclear("There is no option --" + name);
            }
        }
    }
}
