package io.saler.gateway.message;

import io.saler.gateway.idempotency.OperationId;
import io.saler.gateway.request.RequestId;
import io.saler.identity.Actor;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.messaging.MessageDispatchInterceptor;
import org.axonframework.messaging.correlation.CorrelationDataProvider;
import org.axonframework.messaging.correlation.SimpleCorrelationDataProvider;
import org.axonframework.springboot.autoconfig.AxonAutoConfiguration;
import org.axonframework.springboot.autoconfig.InterceptorAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

/**
 * Keeps the origin of things on every message. Comes after Axon's own configuration, which brings its provider of
 * message origins only where there is no other yet, and before it looks for interceptors.
 */
@AutoConfiguration(after = AxonAutoConfiguration.class, before = InterceptorAutoConfiguration.class)
public class MessageAutoConfiguration {

    @Bean
    CorrelationDataProvider requestOrigin() {
        return new SimpleCorrelationDataProvider(Actor.KEY, RequestId.KEY, OperationId.KEY);
    }

    @Bean
    MessageDispatchInterceptor<CommandMessage<?>> commandOrigin() {
        return new CommandOrigin();
    }
}
