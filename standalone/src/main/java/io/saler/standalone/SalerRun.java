package io.saler.standalone;

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
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.SimpleCommandLinePropertySource;
import org.springframework.core.env.StandardEnvironment;

/** One run of Saler, from its command line to its end. */
final class SalerRun {

    private static final int USUAL_HTTP_PORT = 8080;

    private final Announcement announcement;
    private @Nullable Mailbox mailbox;
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
        DataDirectory data = DataDirectory.open(options.dataDirectory(), options.fresh());
        RunningSaler.removeFrom(data.path());
        announcement.starting(data.path());

        ConfigurableEnvironment outside = outsideProperties(options);
        Ports ports = new Ports();
        EmbeddedServers servers = new EmbeddedServers(embedded(data, ports, new OutsideServers(outside)), ports);
        OrderlyStop orderlyStop = new OrderlyStop(announcement, servers, data);
        stop = orderlyStop;
        orderlyStop.arrange();
        servers.start(announcement::ready);

        announcement.applicationStarts();
        Map<String, Object> properties = new LinkedHashMap<>(servers.connectionProperties());
        properties.put("saler.data-dir", data.path().toString());
        if (!outside.containsProperty("server.port")) {
            properties.put("server.port", ports.take(USUAL_HTTP_PORT));
        }
        ConfigurableApplicationContext context = startApplication(options, data, servers, properties, orderlyStop);
        orderlyStop.startIsOver();
        announceReady(context, data, servers);
    }

    private List<EmbeddedServer> embedded(DataDirectory data, Ports ports, OutsideServers outside) throws IOException {
        ServerFolders folders = SalerHome.folders(data);
        Mailbox mails = new Mailbox(data.path().resolve("mail"), Clock.systemUTC());
        List<EmbeddedServer> embedded = new ArrayList<>();
        for (EmbeddedServer server : List.of(
                new PostgreSql(folders),
                new Redis(folders),
                new Kafka(folders, ports),
                new Elasticsearch(folders),
                new MailServer(mails))) {
            Optional<String> property = outside.propertyFor(server.name());
            if (property.isPresent()) {
                announcement.outside(server.name(), property.get());
            } else {
                embedded.add(server);
                mailbox = server instanceof MailServer ? mails : mailbox;
            }
        }
        return embedded;
    }

    private ConfigurableApplicationContext startApplication(
            RunOptions options,
            DataDirectory data,
            EmbeddedServers servers,
            Map<String, Object> properties,
            OrderlyStop orderlyStop) {
        SpringApplication application = new SpringApplication(SalerApplication.class);
        application.setDefaultProperties(
                Map.of("logging.file.name", data.logs().resolve("saler.log").toString()));
        // Spring's own hook would run beside ours, not before it.
        application.setRegisterShutdownHook(false);
        application.addInitializers(context -> {
            orderlyStop.closeFirst(context);
            context.getEnvironment()
                    .getPropertySources()
                    .addFirst(new MapPropertySource("embedded servers", properties));
            context.getBeanFactory().registerSingleton("embeddedServers", servers);
            if (mailbox != null) {
                context.getBeanFactory().registerSingleton("mailbox", mailbox);
            }
        });
        return application.run(options.springArguments().toArray(String[]::new));
    }

    private void announceReady(ConfigurableApplicationContext context, DataDirectory data, EmbeddedServers servers)
            throws IOException {
        ConfigurableEnvironment environment = context.getEnvironment();
        int port = environment.getRequiredProperty("local.server.port", Integer.class);
        String url = "http://127.0.0.1:" + port;
        Map<String, Integer> ports = new LinkedHashMap<>();
        ports.put("http", port);
        for (SupervisedServer server : servers.all()) {
            ports.put(server.name(), server.port());
        }
        new RunningSaler(url, ProcessHandle.current().pid(), ports).writeTo(data.path());
        String email = environment.getProperty("SALER_ADMIN_EMAIL");
        String administrator = email == null || email.isBlank()
                ? "admin@localhost, password in " + data.path().resolve("admin-password")
                : email + ", password as in SALER_ADMIN_PASSWORD";
        Duration sinceStart =
                Duration.ofMillis(ManagementFactory.getRuntimeMXBean().getUptime());
        announcement.ready(url, mailbox != null, administrator, data.path(), sinceStart);
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
