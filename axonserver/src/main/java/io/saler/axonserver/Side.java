package io.saler.axonserver;

import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * One of Saler's sides as a process of its own. It meets the others through Axon Server alone, so that is where its
 * events are unless somebody says otherwise; all other defaults are those of a server too.
 */
public final class Side {

    private Side() {}

    /** Starts it and returns when it is ready; ends the process with status 1 when it cannot start. */
    public static ConfigurableApplicationContext start(Class<?> application, String name, String... arguments) {
        var side = new SpringApplication(application);
        side.setDefaultProperties(Map.of(
                "spring.application.name", "saler-" + name,
                "axon.axonserver.component-name", name,
                "saler.event-store", "axon-server",
                "spring.threads.virtual.enabled", "true",
                "spring.main.keep-alive", "true",
                "spring.main.banner-mode", "off",
                "server.shutdown", "graceful",
                "spring.lifecycle.timeout-per-shutdown-phase", "10s"));
        return side.run(arguments);
    }
}
