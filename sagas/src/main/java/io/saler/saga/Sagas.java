package io.saler.saga;

import io.saler.axonserver.processor.ProcessorSide;
import io.saler.axonserver.schema.DatabaseSchema;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FullyQualifiedAnnotationBeanNameGenerator;

/** The sagas' side of Saler: everything of this package and below. */
@Configuration(proxyBeanMethods = false)
// The rooms name things alike, and may live in one process: so beans have full names.
@ComponentScan(nameGenerator = FullyQualifiedAnnotationBeanNameGenerator.class)
@ConfigurationPropertiesScan
public class Sagas {

    /** Their tables, besides Axon's. */
    public static final DatabaseSchema SCHEMA = new DatabaseSchema("saga", "db/migration/saga");

    @Bean
    public DatabaseSchema sagaSchema() {
        return SCHEMA;
    }

    @Bean
    ProcessorSide sagasProcessors() {
        return new ProcessorSide("sagas", Sagas.class);
    }
}
