package io.saler.query.projection;

import java.util.List;
import org.axonframework.config.ConfigurerModule;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Which processing groups see events in line by something else than the aggregate. */
@Configuration(proxyBeanMethods = false)
class SequencingConfiguration {

    @Bean
    ConfigurerModule readModelSequencing() {
        return configurer -> {
            var processing = configurer.eventProcessing();
            processing.registerSequencingPolicy("orders", configuration -> BySubject.ORDER);
            List.of("catalog", "product-cache", "search")
                    .forEach(group -> processing.registerSequencingPolicy(group, configuration -> BySubject.PRODUCT));
        };
    }
}
