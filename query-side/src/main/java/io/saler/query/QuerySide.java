package io.saler.query;

import io.saler.axonserver.processor.ProcessorSide;
import io.saler.axonserver.schema.DatabaseSchema;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FullyQualifiedAnnotationBeanNameGenerator;
import org.springframework.context.annotation.PropertySource;

/** The read side as a whole; importing this class is all an application needs to do. */
@Configuration(proxyBeanMethods = false)
// The rooms name things alike, and may live in one process: so beans have full names.
@ComponentScan(nameGenerator = FullyQualifiedAnnotationBeanNameGenerator.class)
@ConfigurationPropertiesScan
@PropertySource("classpath:io/saler/query/query-side.properties")
public class QuerySide {

    /** Its tables, besides Axon's. */
    public static final DatabaseSchema SCHEMA = new DatabaseSchema("query", "db/migration/query");

    @Bean
    DatabaseSchema querySchema() {
        return SCHEMA;
    }

    @Bean
    ProcessorSide queryProcessors() {
        return new ProcessorSide("query-side", QuerySide.class);
    }
}
