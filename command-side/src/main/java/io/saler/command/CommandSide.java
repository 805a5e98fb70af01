package io.saler.command;

import io.saler.axonserver.processor.ProcessorSide;
import io.saler.axonserver.schema.DatabaseSchema;
import io.saler.gateway.idempotency.IdempotencyConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FullyQualifiedAnnotationBeanNameGenerator;
import org.springframework.context.annotation.Import;

/**
 * The room that decides: aggregates, the endpoints that send them commands, and the few tables that decisions look
 * into. Importing it into a Spring Boot application makes that application decide.
 */
@Configuration(proxyBeanMethods = false)
@Import(IdempotencyConfiguration.class)
// The other rooms have endpoints of the same simple names.
@ComponentScan(basePackages = "io.saler.command", nameGenerator = FullyQualifiedAnnotationBeanNameGenerator.class)
public class CommandSide {

    /** Its tables, besides those of the {@link IdempotencyConfiguration}. */
    public static final DatabaseSchema SCHEMA = new DatabaseSchema("command", "db/migration/command");

    @Bean
    DatabaseSchema commandSchema() {
        return SCHEMA;
    }

    @Bean
    ProcessorSide commandProcessors() {
        return new ProcessorSide("command-side", CommandSide.class);
    }
}
