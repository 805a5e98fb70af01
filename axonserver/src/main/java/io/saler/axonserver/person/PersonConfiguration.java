package io.saler.axonserver.person;

import org.axonframework.queryhandling.QueryGateway;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/** Lets every room ask who the people are. */
@AutoConfiguration(afterName = "org.axonframework.springboot.autoconfig.AxonAutoConfiguration")
public class PersonConfiguration {

    @Bean
    @ConditionalOnMissingBean
    RegisteredPeople registeredPeople(QueryGateway queries) {
        return RegisteredPeople.askedFor(queries);
    }
}
