package io.saler.standalone.migration;

import io.saler.standalone.StoppedSaler;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.axonframework.axonserver.connector.AxonServerConfiguration;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.CommandLinePropertySource;
import org.springframework.core.env.SimpleCommandLinePropertySource;
import org.springframework.core.env.StandardEnvironment;

/**
 * What the command line of {@code saler migrate-events} says.
 *
 * @param axonServer where events are moved to ({@code --axon-server=HOST:PORT}), with a token and the like as the
 *     settings {@code axon.axonserver.*} of a running Saler name them
 * @param database where events come from, when it runs already ({@code --spring.datasource.url} and the like)
 * @param dataDirectory where they come from otherwise ({@code --data-dir=DIR})
 */
record MigrationOptions(AxonServerConfiguration axonServer, Optional<Database> database, Path dataDirectory) {

    static final String USAGE = """
            usage: ./saler migrate-events --axon-server=HOST:PORT [SOURCE] [--axon.axonserver.NAME=VALUE …]
              SOURCE is --data-dir=DIR, the data of a Saler that is stopped (usually .saler), or a PostgreSQL that runs:
              --spring.datasource.url=URL --spring.datasource.username=NAME --spring.datasource.password=PASSWORD
              (a password is better given as the environment variable SPRING_DATASOURCE_PASSWORD)""";

    private static final String AXON_SERVER = "axon-server";
    private static final String DATA_DIRECTORY = "data-dir";
    private static final String AXON_SETTINGS = "axon.axonserver";
    private static final List<String> DATABASE =
            List.of("spring.datasource.url", "spring.datasource.username", "spring.datasource.password");

    /** A PostgreSQL database that somebody runs. */
    record Database(String url, String username, String password) {}

    /** The command line does not say what to do, or not clearly. */
    static final class Unclear extends RuntimeException {

        Unclear(String message) {
            super(message);
        }
    }

    static MigrationOptions parse(String... arguments) {
        var given = new SimpleCommandLinePropertySource(arguments);
        refuseUnknown(given);
        var environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(given);
        ConfigurationPropertySources.attach(environment);

        String server = environment.getProperty(AXON_SERVER, "");
        if (!server.matches("\\S+:[0-9]{1,5}")) {
            throw new Unclear("--axon-server=HOST:PORT has to say where events are moved to, such as localhost:8124");
        }
        var axonServer = new AxonServerConfiguration();
        axonServer.setComponentName("saler-migrate-events");
        axonServer.setConnectTimeout(10_000);
        Binder.get(environment).bind(AXON_SETTINGS, Bindable.ofInstance(axonServer));
        axonServer.setServers(server);

        Optional<Database> database = Optional.ofNullable(environment.getProperty(DATABASE.get(0)))
                .map(url -> new Database(
                        url,
                        environment.getProperty(DATABASE.get(1), "saler"),
                        environment.getProperty(DATABASE.get(2), "")));
        String directory = environment.getProperty(DATA_DIRECTORY);
        if (database.isPresent() && directory != null) {
            throw new Unclear("Events come either from --data-dir or from --spring.datasource.url (which may also be"
                    + " set by the environment variable SPRING_DATASOURCE_URL), not from both");
        }
        Path path = directory == null
                ? StoppedSaler.usualDataDirectory()
                : Path.of(directory).toAbsolutePath().normalize();
        return new MigrationOptions(axonServer, database, path);
    }

    private static void refuseUnknown(SimpleCommandLinePropertySource given) {
        String words = given.getProperty(CommandLinePropertySource.DEFAULT_NON_OPTION_ARGS_PROPERTY_NAME);
        if (words != null) {
            throw new Unclear("'" + words + "' is not understood: options look like --NAME=VALUE");
        }
        for (String name : given.getPropertyNames()) {
            if (!name.equals(AXON_SERVER)
                    && !name.equals(DATA_DIRECTORY)
                    && !name.startsWith(AXON_SETTINGS + ".")
                    && !DATABASE.contains(name)) {
                throw new Unclear("There is no option --" + name);
            }
        }
    }
}
