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
    private final EmbeddedServers servers;

    private StoppedSaler(DataDirectory data) {
        this.data = data;
        servers = new EmbeddedServers(List.of(new PostgreSql(SalerHome.folders(data), List.of())), new Ports());
    }

    /**
     * Takes the data directory; its database is started by {@link #startDatabase()}.
     *
     * @throws RuntimeException with a message for the person who named the directory, when a Saler uses it or when it
     *     holds no database
     */
    public static StoppedSaler in(Path dataDirectory) {
        if (!Files.isDirectory(dataDirectory.resolve("postgresql"))) {
            throw new StartRefused("There is no embedded PostgreSQL in " + dataDirectory
                    + ". Name the data directory of a Saler that has run by --data-dir=DIR");
        }
        return new StoppedSaler(DataDirectory.open(dataDirectory, false, Set.of()));
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
