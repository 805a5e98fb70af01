package io.saler.saga.journal;

import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.deadline.DeadlineManager;
import org.axonframework.deadline.dbscheduler.DbSchedulerDeadlineManager;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

/** Puts what listens in the place of what is listened at. */
@Configuration(proxyBeanMethods = false)
class JournalConfiguration {

    /** Instead of Axon's own. */
    @Bean
    CommandGateway commandGateway(CommandBus bus) {
        return new RecordedCommands(bus);
    }

    @Bean
    @Primary
    DeadlineManager recordedDeadlines(DbSchedulerDeadlineManager deadlines) {
        return new RecordedDeadlines(deadlines);
    }
}
