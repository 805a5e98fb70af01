package io.saler.standalone;

import io.saler.standalone.distributed.Nodes;
import io.saler.standalone.distributed.Side;
import io.saler.standalone.elasticsearch.Elasticsearch;
import io.saler.standalone.kafka.Kafka;
import io.saler.standalone.mail.MailServer;
import io.saler.standalone.mail.Mailbox;
import io.saler.standalone.postgresql.PostgreSql;
import io.saler.standalone.redis.Redis;
import io.saler.standalone.server.EmbeddedServer;
import io.saler.standalone.server.EmbeddedServers;
import io.saler.standalone.server.Ports;
import io.saler.standalone.server.ServerFailure;
import io.saler.standalone.server.ServerFolders;
import io.saler.standalone.server.SupervisedServer;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URL;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.core.env.SimpleCommandLinePropertySource;
import org.springframework.core.env.StandardEnvironment;

/** One run of Saler, from its command line to its end. */
final class SalerRun {

    private static final int USUAL_HTTP_PORT = 8080;
    private static final int DEVELOPMENT_PORT = 8090;

    private final Announcement announcement;
    private @Nullable Mailbox mailbox;
    private @Nullable PostgreSql postgreSql;
    private @Nullable SideDatabases sideDatabases;
    private @Nullable OrderlyStop stop;

    SalerRun(Announcement announcement) {
        this.announcement = announcement;
    }

    /** Starts everything; ends the process with status 1 when that fails. */
    void start(String... arguments) {
        // Until the application decides what is logged where, only what is announced is seen.
        LoggingSystem.get(SalerRun.class.getClassLoader()).beforeInitialize();
        Path logs = Path.of("");
        try {
            RunOptions options = RunOptions.parse(arguments);
            logs = options.dataDirectory().resolve("logs");
            start(options);
        } catch (InterruptedException | RuntimeException | IOException failure) {
            if (stop != null && stop.isUnderWay()) {
                return;
            }
            LoggerFactory.getLogger(SalerRun.class).info("Saler could not start", failure);
            announcement.failed(reason(failure), logs);
            System.exit(1);
        }
    }

    private void start(RunOptions options) throws InterruptedException, IOException {
        refuseNestedJars();
        ConfigurableEnvironment outside = outsideProperties(options);
        Map<String, String> outsideServers = new OutsideServers(outside).properties();
        if (options.axonServer().isPresent()) {
            sideDatabases = SideDatabases.in(outside);
            sideDatabases.named().ifPresent(property -> outsideServers.put(PostgreSql.NAME, property));
        }
        // An account in a database that is not ours stays, so its password must stay too.
        Set<String> kept = outsideServers.containsKey(PostgreSql.NAME) ? Set.of(Administrator.PASSWORD_FILE) : Set.of();
        DataDirectory data = DataDirectory.open(options.dataDirectory(), options.fresh(), kept);
        RunningSaler.removeFrom(data.path());
        announcement.starting(data.path());

        Ports ports = new Ports();
        EmbeddedServers servers = new EmbeddedServers(embedded(options, data, ports, outsideServers), ports);
        OrderlyStop orderlyStop = new OrderlyStop(announcement, servers, data);
        stop = orderlyStop;
        orderlyStop.arrange();
        servers.start(announcement::ready);

        announcement.applicationStarts();
        Integer wished = outside.getProperty("server.port", Integer.class);
        int httpPort = wished == null ? ports.take(USUAL_HTTP_PORT) : wished;
        Application application = options.axonServer().isPresent()
                ? threeProcesses(options, data, servers, ports, httpPort)
                : oneProcess(options, data, servers, httpPort);
        orderlyStop.closeFirst(application);
        int port = application.start();
        orderlyStop.startIsOver();
        announceReady(application.environment(), port, data, servers);
    }

    private Application oneProcess(RunOptions options, DataDirectory data, EmbeddedServers servers, int port) {
        Map<String, Object> properties = new LinkedHashMap<>(servers.connectionProperties());
        properties.put("saler.data-dir", data.path().toString());
        properties.put("server.port", port);
        return new OneProcess(SalerApplication.class, servers, mailbox, data, properties, options.springArguments());
    }

    private Application threeProcesses(
            RunOptions options, DataDirectory data, EmbeddedServers servers, Ports ports, int port) {
        String url = "http://127.0.0.1:" + port;
        var nodes = new Nodes(
                options.nodes(), SalerHome.folders(data), side -> settings(side, options, data, servers, url));
        var processes = new EmbeddedServers(nodes.all(), ports);
        var development = new OneProcess(
                DevelopmentApplication.class,
                servers.with(processes),
                mailbox,
                data,
                Map.of("server.port", ports.take(DEVELOPMENT_PORT)),
                options.springArguments());
        return new ThreeProcesses(development, nodes, processes, announcement::ready, port);
    }

    private Map<String, String> settings(
            Side side, RunOptions options, DataDirectory data, EmbeddedServers servers, String url) {
        Map<String, String> settings = new LinkedHashMap<>(servers.connectionProperties());
        if (postgreSql != null) {
            settings.putAll(postgreSql.connectionPropertiesOf(side.database()));
        }
        if (sideDatabases != null) {
            settings.putAll(sideDatabases.of(side));
        }
        settings.put("axon.axonserver.servers", options.axonServer().orElseThrow());
        settings.put("saler.auth.jwks-uri", url + "/.well-known/jwks.json");
        settings.put("saler.public-url", url);
        if (side == Side.QUERY) {
            settings.put("saler.openapi.others", url + "/openapi.json?side=" + Side.COMMAND.program());
            // What another side says of itself may come later.
            settings.put("springdoc.cache.disabled", "true");
        }
        settings.put("saler.data-dir", data.path().toString());
        settings.put("server.address", "127.0.0.1");
        // Whoever brings a server along names it to this process; the sides hear of it here.
        var given =
                new SimpleCommandLinePropertySource(options.springArguments().toArray(String[]::new));
        Stream.of(given.getPropertyNames())
                .filter(name -> !name.equals("server.port") && !SideDatabases.names(name))
                .forEach(name -> settings.put(name, String.valueOf(given.getProperty(name))));
        return settings;
    }

    /** @param outside the names of the servers that somebody else runs, and the property that says so */
    private List<EmbeddedServer> embedded(
            RunOptions options, DataDirectory data, Ports ports, Map<String, String> outside) throws IOException {
        ServerFolders folders = SalerHome.folders(data);
        Mailbox mails = new Mailbox(data.path().resolve("mail"), Clock.systemUTC());
        List<EmbeddedServer> embedded = new ArrayList<>();
        List<String> databases = options.axonServer().isPresent()
                ? Stream.of(Side.values()).map(Side::database).toList()
                : List.of();
        for (EmbeddedServer server : List.of(
                new PostgreSql(folders, databases),
                new Redis(folders),
                new Kafka(folders, ports),
                new Elasticsearch(folders),
                new MailServer(mails))) {
            String property = outside.get(server.name());
            if (property != null) {
                announcement.outside(server.name(), property);
            } else {
                embedded.add(server);
                mailbox = server instanceof MailServer ? mails : mailbox;
                postgreSql = server instanceof PostgreSql database ? database : postgreSql;
            }
        }
        return embedded;
    }

    private void announceReady(Environment environment, int port, DataDirectory data, EmbeddedServers servers)
            throws IOException {
        String url = "http://127.0.0.1:" + port;
        Map<String, Integer> ports = new LinkedHashMap<>();
        ports.put("http", port);
        for (SupervisedServer server : servers.all()) {
            ports.put(server.name(), server.port());
        }
        new RunningSaler(url, ProcessHandle.current().pid(), ports).writeTo(data.path());
        String administrator = Administrator.describe(environment, data.path());
        Duration sinceStart =
                Duration.ofMillis(ManagementFactory.getRuntimeMXBean().getUptime());
        announcement.ready(url, mailbox != null, administrator, data.path(), sinceStart);
    }

    /**
     * Virtual threads that load classes from a jar of jars can block each other for ever on a machine with few cores.
     */
    private static void refuseNestedJars() {
        URL classes = SalerRun.class.getProtectionDomain().getCodeSource().getLocation();
        if (classes.getProtocol().equals("jar")) {
            throw new StartRefused("It does not run reliably from a jar of jars. Start it by ./saler run,"
                    + " or unpack the jar and run the one that comes out: java -Djarmode=tools -jar saler.jar extract");
        }
    }

    private static ConfigurableEnvironment outsideProperties(RunOptions options) {
        ConfigurableEnvironment environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .addFirst(new SimpleCommandLinePropertySource(
                        options.springArguments().toArray(String[]::new)));
        ConfigurationPropertySources.attach(environment);
        return environment;
    }

    private static String reason(Throwable failure) {
        if (failure instanceof StartRefused || failure instanceof ServerFailure) {
            return String.valueOf(failure.getMessage());
        }
        return FailureExplanation.last().orElseGet(() -> innermost(failure));
    }

    /**
     * The innermost reason, with what was being done where that says more: "refused" alone does not say who refused.
     */
    private static String innermost(Throwable failure) {
        Throwable around = failure;
        Throwable cause = failure;
        while (cause.getCause() != null && cause.getCause() != cause) {
            around = cause;
            cause = cause.getCause();
        }
        String reason = cause.getMessage() == null ? cause.toString() : cause.getMessage();
        String attempt = around.getMessage() == null ? reason : around.getMessage();
        return attempt.contains(reason) ? attempt : attempt + ": " + reason;
    }
}
