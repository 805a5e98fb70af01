package io.saler.gateway.access;

import java.time.Clock;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.messaging.MessageHandlerInterceptor;
import org.axonframework.queryhandling.QueryMessage;
import org.axonframework.springboot.autoconfig.InterceptorAutoConfiguration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.util.function.SingletonSupplier;

/** Guards the buses by every feature's {@link MessageRules}, in every process, whether it listens to HTTP or not. */
@AutoConfiguration(before = InterceptorAutoConfiguration.class)
public class MessageAccessAutoConfiguration {

    @Bean
    ApiKeys apiKeys(ObjectProvider<KeyTable> tables, ObjectProvider<Clock> clock) {
        return new ApiKeys(
                SingletonSupplier.of(() -> tables.orderedStream().findFirst()), clock.getIfAvailable(Clock::systemUTC));
    }

    @Bean
    MessageHandlerInterceptor<CommandMessage<?>> commandGuard(ObjectProvider<MessageRules> features) {
        return new MessageGuard<>(() -> features.orderedStream().toList());
    }

    @Bean
    MessageHandlerInterceptor<QueryMessage<?, ?>> queryGuard(ObjectProvider<MessageRules> features) {
        return new MessageGuard<>(() -> features.orderedStream().toList());
    }

    @Bean
    MessageRules processorMessageRules() {
        return new ProcessorAccess();
    }
}
