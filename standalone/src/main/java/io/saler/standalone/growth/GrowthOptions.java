package io.saler.standalone.growth;

import io.saler.standalone.StoppedSaler;
import io.saler.standalone.Unclear;
import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.CommandLinePropertySource;
import org.springframework.core.env.SimpleCommandLinePropertySource;

/**
 * What the command line of {@code saler grow} says.
 *
 * @param events how many the store is to hold ({@code --events=N}); 0 where they are told
 * @param from the file that tells which are to be added ({@code --from=FILE}); null where orders are copied
 * @param dataDirectory what holds it ({@code --data-dir=DIR})
 */
record GrowthOptions(long events, @Nullable Path from, Path dataDirectory) {

    static final String USAGE = """
            usage: ./saler grow (--events=N | --from=FILE) [--data-dir=DIR]
              FILE has events that ./saler bench write-year has made up
              DIR is the data of a Saler that is stopped, usually .saler
            """;

    private static final String EVENTS = "events";
    private static final String FROM = "from";
    private static final String DATA_DIRECTORY = "data-dir";

    static GrowthOptions parse(String... arguments) {
        var given = new SimpleCommandLinePropertySource(arguments);
        String words = given.getProperty(CommandLinePropertySource.DEFAULT_NON_OPTION_ARGS_PROPERTY_NAME);
        if (words != null) {
            throw new Unclear("'" + words + "' is not understood: options look like --NAME=VALUE");
        }
        for (String name : given.getPropertyNames()) {
            if (!Set.of(EVENTS, FROM, DATA_DIRECTORY).contains(name)) {
                throw new Unclear("There is no option --" + name);
            }
        }
        String events = given.getProperty(EVENTS);
        String from = given.getProperty(FROM);
        if (from != null && events == null) {
            return new GrowthOptions(0, Path.of(from).toAbsolutePath(), directory(given));
        }
        if (from != null || events == null || !events.matches("[1-9][0-9]{0,9}")) {
            throw new Unclear(
                    "--events=N has to say how many events the store is to hold, such as 1000000, or --from=FILE which are added");
        }
        return new GrowthOptions(Long.parseLong(events), null, directory(given));
    }

    private static Path directory(SimpleCommandLinePropertySource given) {
        String directory = given.getProperty(DATA_DIRECTORY);
        return directory == null
                ? StoppedSaler.usualDataDirectory()
                : Path.of(directory).toAbsolutePath().normalize();
    }
}
