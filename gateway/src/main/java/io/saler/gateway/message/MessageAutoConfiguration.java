package io.saler.gateway.message;

import io.saler.gateway.idempotency.OperationId;
import io.saler.gateway.request.RequestId;
import io.saler.gateway.request.RequestOrigin;
import io.saler.identity.Actor;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.messaging.MessageDispatchInterceptor;
import org.axonframework.messaging.correlation.CorrelationDataProvider;
import org.axonframework.messaging.correlation.MessageOriginProvider;
import org.axonframework.messaging.correlation.SimpleCorrelationDataProvider;
import org.axonframework.queryhandling.QueryMessage;
import org.axonframework.springboot.autoconfig.AxonAutoConfiguration;
import org.axonframework.springboot.autoconfig.InterceptorAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

/**
 * Keeps the origin of things on every message. Comes before Axon's own configuration, whose provider of message origins
 * is there only where there is no other: it calls the cause the correlation.
 */
@AutoConfiguration(before = {AxonAutoConfiguration.class, InterceptorAutoConfiguration.class})
public class MessageAutoConfiguration {

    /** The id of the message that a message follows from: a command's event has the command's. */
    public static final String CAUSATION = "causationId";

    /** The id of the message that everything began with. */
    public static final String CORRELATION = "correlationId";

    @Bean
    CorrelationDataProvider messageOrigin() {
        return new MessageOriginProvider(CAUSATION, CORRELATION);
    }

    @Bean
    CorrelationDataProvider requestOrigin() {
        return new SimpleCorrelationDataProvider(
                Actor.KEY, RequestId.KEY, OperationId.KEY, RequestOrigin.NETWORK, RequestOrigin.VIA);
    }

    @Bean
    MessageDispatchInterceptor<CommandMessage<?>> commandOrigin() {
        return new MessageOrigin<>();
    }

    @Bean
    MessageDispatchInterceptor<QueryMessage<?, ?>> queryOrigin() {
        return new MessageOrigin<>();
    }
}
