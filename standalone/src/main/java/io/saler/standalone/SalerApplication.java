package io.saler.standalone;

import io.saler.command.CommandSide;
import io.saler.query.QuerySide;
import io.saler.saga.Sagas;
import io.saler.standalone.dev.DevelopmentEndpoints;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;

/**
 * All of Saler in one process: {@code saler run [--fresh] [--data-dir=DIR] [Spring's arguments]}. Exits with status 1
 * and one message when it cannot start; stops in good order, the application before its servers, when it is told to
 * end.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import({CommandSide.class, Sagas.class, QuerySide.class, DevelopmentEndpoints.class})
public class SalerApplication {

    /** Starts Saler and returns when it is ready. */
    public static void main(String[] arguments) {
        new SalerRun(new Announcement(System.out)).start(arguments);
    }
}
