package io.saler.query.identity;

import io.saler.gateway.access.RecentlyErased;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Lets nobody read with the token of somebody who was erased, as far as this room knows of it. */
@Configuration(proxyBeanMethods = false)
class ErasureConfiguration {

    @Bean
    RecentlyErased erasedReaders(PersonTable people, Clock clock) {
        return new RecentlyErased(people::erasedSince, clock);
    }
}
