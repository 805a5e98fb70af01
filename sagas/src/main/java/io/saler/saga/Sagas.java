package io.saler.saga;

import io.saler.axonserver.schema.DatabaseSchema;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;

/** The sagas' side of Saler: everything of this package and below. */
@Configuration(proxyBeanMethods = false)
@ComponentScan
@ConfigurationPropertiesScan
public class Sagas {

    @Bean
    public DatabaseSchema sagaSchema() {
        return new DatabaseSchema("saga", "db/migration/saga");
    }
}
