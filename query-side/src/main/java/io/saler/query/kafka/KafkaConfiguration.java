package io.saler.query.kafka;

import io.saler.query.projection.Preparation;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What publishing is made of. */
@Configuration(proxyBeanMethods = false)
class KafkaConfiguration {

    @Bean
    Preparation topicsPreparation(Topics topics) {
        return new Preparation("the topics on Kafka", topics::create);
    }
}
