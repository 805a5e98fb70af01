package io.saler.standalone;

import io.saler.standalone.postgresql.PostgreSql;
import io.saler.standalone.server.EmbeddedServers;
import io.saler.standalone.server.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A Saler that does not run, of whose servers only PostgreSQL does, for work that needs its database and nobody else in
 * it. As long as this is open, no Saler can start on the same data directory.
 */
public final class StoppedSaler implements AutoCloseable {

    private final DataDirectory data;
    private final PostgreSql postgreSql;
    private final EmbeddedServers servers;

    private StoppedSaler(DataDirectory data, List<String> databases) {
        this.data = data;
        postgreSql = new PostgreSql(SalerHome.folders(data), databases);
        servers = new EmbeddedServers(List.of(postgreSql), new Ports());
    }

    /**
     * Takes the data directory; its database is started by {@link #startDatabase()}.
     *
     * @param databases besides Saler's own, each with a role of its name; they are created when they are missing
     * @throws RuntimeException with a message for the person who named the directory, when a Saler uses it or when it
     *     holds no database
     */
    public static StoppedSaler in(Path dataDirectory, List<String> databases) {
        if (!Files.isDirectory(dataDirectory.resolve("postgresql"))) {
            throw new StartRefused("There is no embedded PostgreSQL in " + dataDirectory
                    + ". Name the data directory of a Saler that has run by --data-dir=DIR");
        }
        return new StoppedSaler(DataDirectory.open(dataDirectory, false, Set.of()), databases);
    }

    /** The directory that is used when nobody names one. */
    public static Path usualDataDirectory() {
        return RunOptions.parse().dataDirectory();
    }

    /** Returns when the database answers; fails when it does not. */
    public void startDatabase() throws InterruptedException {
        servers.start((server, took) -> {});
    }

    /** The Spring properties by which its database is reached. */
    public Map<String, String> connectionProperties() {
        return servers.connectionProperties();
    }

    /** The Spring properties by which one of the other databases is reached. */
    public Map<String, String> connectionPropertiesOf(String database) {
        return postgreSql.connectionPropertiesOf(database);
    }

    /** Stops the database and gives the data directory back; may be called during a start, from another thread. */
    @Override
    public void close() {
        servers.stop();
        try {
            data.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
