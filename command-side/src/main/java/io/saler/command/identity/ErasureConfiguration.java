package io.saler.command.identity;

import io.saler.axonserver.person.RegisteredPeople;
import io.saler.gateway.access.RecentlyErased;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What others of this process may know of people and of those who were erased. */
@Configuration(proxyBeanMethods = false)
class ErasureConfiguration {

    /** The keys are here, so no message needs to be sent. */
    @Bean
    RegisteredPeople registeredPeople(PersonalTexts texts) {
        return new RegisteredPeople(texts::open);
    }

    @Bean
    RecentlyErased erasedHere(PersonKeys keys, Clock clock) {
        return new RecentlyErased(keys::erasedSince, clock);
    }
}
