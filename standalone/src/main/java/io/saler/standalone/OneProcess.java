package io.saler.standalone;

import io.saler.standalone.mail.Mailbox;
import io.saler.standalone.server.EmbeddedServers;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.core.env.MapPropertySource;

/** All sides in this process. */
final class OneProcess implements Application {

    private final SpringApplication application;
    private final List<String> arguments;
    private volatile @Nullable ConfigurableApplicationContext context;

    /**
     * @param source the configuration of what is to run
     * @param properties what wins over everything that is set elsewhere
     */
    OneProcess(
            Class<?> source,
            EmbeddedServers servers,
            @Nullable Mailbox mailbox,
            DataDirectory data,
            Map<String, Object> properties,
            List<String> arguments) {
        this.arguments = arguments;
        application = new SpringApplication(source);
        application.setDefaultProperties(Map.of(
                "logging.file.name",
                data.logs().resolve("saler.log").toString(),
                // Where mailed links lead, unless somebody knows better.
                "saler.public-url",
                "http://127.0.0.1:" + properties.get("server.port")));
        // Spring's own hook would run beside ours, not before it.
        application.setRegisterShutdownHook(false);
        application.addInitializers(starting -> {
            context = starting;
            starting.getEnvironment()
                    .getPropertySources()
                    .addFirst(new MapPropertySource("embedded servers", properties));
            starting.getBeanFactory().registerSingleton("embeddedServers", servers);
            if (mailbox != null) {
                starting.getBeanFactory().registerSingleton("mailbox", mailbox);
            }
        });
    }

    @Override
    public int start() {
        application.run(arguments.toArray(String[]::new));
        return environment().getRequiredProperty("local.server.port", Integer.class);
    }

    @Override
    public void close() {
        ConfigurableApplicationContext running = context;
        if (running != null) {
            running.close();
        }
    }

    @Override
    public Environment environment() {
        return Objects.requireNonNull(context).getEnvironment();
    }
}
