package io.saler.standalone.postgresql;

import io.saler.standalone.server.ForkedServer;
import io.saler.standalone.server.Password;
import io.saler.standalone.server.ServerFolders;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * PostgreSQL 18 with the databases {@code saler} and {@code simulated_gateway}, each owned by a role of its name. Every
 * commit is on disk before it is acknowledged. The password of all roles is in the file {@code postgresql-password}
 * beside the data.
 */
public final class PostgreSql extends ForkedServer {

    /** What it is called among the embedded servers. */
    public static final String NAME = "postgresql";

    private final ServerFolders folders;
    private final List<String> databases;
    private final Path cluster;
    private volatile int port;

    /** @param more databases besides the two, each with a role of its name */
    public PostgreSql(ServerFolders folders, List<String> more) {
        super(NAME, 5433);
        this.folders = folders;
        this.databases = Stream.concat(Stream.of(Databases.SALER, Databases.SIMULATED_GATEWAY), more.stream())
                .toList();
        this.cluster = folders.data().resolve("postgresql");
    }

    @Override
    public void start(int port) throws InterruptedException {
        PostgreSqlProgram program = PostgreSqlProgram.unpackedIn(folders.programs());
        String password = password();
        ClusterFiles files = new ClusterFiles(cluster, folders);
        files.create(program, folders.data().resolve("postgresql-password"));
        files.forgetFormerServer();
        this.port = port;
        Databases server = new Databases(port, password);
        // A fast shutdown is asked for by SIGINT; SIGTERM would wait for clients to go by themselves.
        run(folders, command(program), "INT", server::answer);
        server.createMissing(databases);
    }

    @Override
    public Map<String, String> connectionProperties() {
        String password = password();
        return Map.of(
                "spring.datasource.url",
                Databases.url(port, Databases.SALER),
                "spring.datasource.username",
                Databases.SALER,
                "spring.datasource.password",
                password,
                "saler.payment.simulated.url",
                Databases.url(port, Databases.SIMULATED_GATEWAY),
                "saler.payment.simulated.username",
                Databases.SIMULATED_GATEWAY,
                "saler.payment.simulated.password",
                password);
    }

    /** The Spring properties by which a database is reached that was named when this was made. */
    public Map<String, String> connectionPropertiesOf(String database) {
        return Map.of(
                "spring.datasource.url",
                Databases.url(port, database),
                "spring.datasource.username",
                database,
                "spring.datasource.password",
                password());
    }

    private String password() {
        return Password.in(folders.data().resolve("postgresql-password"));
    }

    private List<String> command(PostgreSqlProgram program) {
        List<String> command = new ArrayList<>(program.postgres());
        command.addAll(List.of("-D", cluster.toString()));
        settings().forEach((name, value) -> command.addAll(List.of("-c", name + "=" + value)));
        return command;
    }

    private Map<String, String> settings() {
        return Map.ofEntries(
                Map.entry("listen_addresses", "127.0.0.1"),
                Map.entry("port", Integer.toString(port)),
                Map.entry("unix_socket_directories", ""),
                Map.entry("max_connections", "200"),
                Map.entry("shared_buffers", "192MB"),
                Map.entry("effective_cache_size", "1GB"),
                Map.entry("work_mem", "8MB"),
                Map.entry("maintenance_work_mem", "64MB"),
                Map.entry("wal_buffers", "8MB"),
                Map.entry("max_wal_size", "1GB"),
                Map.entry("min_wal_size", "128MB"),
                Map.entry("checkpoint_timeout", "15min"),
                Map.entry("random_page_cost", "1.1"),
                // Saler's statements are short: compiling them costs more than it saves.
                Map.entry("jit", "off"),
                Map.entry("fsync", "on"),
                Map.entry("synchronous_commit", "on"),
                Map.entry("timezone", "UTC"),
                Map.entry("log_timezone", "UTC"),
                // No values of rows or parameters: they are people's names and addresses.
                Map.entry("log_error_verbosity", "terse"),
                Map.entry("log_parameter_max_length", "0"),
                Map.entry("log_parameter_max_length_on_error", "0"),
                Map.entry("log_checkpoints", "off"),
                Map.entry("log_line_prefix", "%m [%p] "));
    }
}
