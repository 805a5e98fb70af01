package io.saler.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.saler.failure.Forbidden;
import io.saler.gateway.access.MessageRule;
import io.saler.gateway.access.MessageRules;
import io.saler.identity.Actor;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.axonframework.commandhandling.AsynchronousCommandBus;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.config.EventProcessingConfigurer;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.gateway.EventGateway;
import org.axonframework.messaging.MetaData;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.axonframework.messaging.interceptors.CorrelationDataInterceptor;
import org.axonframework.queryhandling.QueryHandler;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Bean;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * A command, the event it causes, the command that follows from it: each handled on another thread than the request's.
 */
class TestCommands {

    record First(String what) {}

    record Happened(String what) {}

    record Second(String what) {}

    record OfSalerAlone(String what) {}

    record Question(String what) {}

    record UnheardOf(String what) {}

    static final BlockingQueue<Map<String, Object>> SEEN = new LinkedBlockingQueue<>();

    static Map<String, Object> next() throws InterruptedException {
        Map<String, Object> seen = SEEN.poll(10, TimeUnit.SECONDS);
        assertThat(seen).as("a message within ten seconds").isNotNull();
        return seen;
    }

    @Bean
    CommandBus commandBus(org.axonframework.config.Configuration axon) {
        var bus = AsynchronousCommandBus.builder().build();
        bus.registerHandlerInterceptor(new CorrelationDataInterceptor<>(axon.correlationDataProviders()));
        return bus;
    }

    /** Nobody called {@code nobody} may ask. */
    @Bean
    MessageRules commandAccess() {
        return () -> List.of(
                MessageRule.decidedByHandler(First.class),
                MessageRule.decidedByHandler(Second.class),
                new MessageRule<>(Question.class, (actor, question) -> {
                    if (question.what().equals(actor.id())) {
                        throw new Forbidden();
                    }
                }));
    }

    @Bean
    Handlers handlers() {
        return new Handlers();
    }

    @Bean
    Followers followers() {
        return new Followers();
    }

    @Autowired
    void subscribing(EventProcessingConfigurer processing) {
        processing.usingSubscribingEventProcessors();
    }

    @RestController
    static class Commands {

        private final CommandGateway commands;

        Commands(CommandGateway commands) {
            this.commands = commands;
        }

        @PostMapping({"/commands", "/keyed/commands"})
        CompletableFuture<String> send() {
            return commands.send(new First("x"));
        }
    }

    static class Handlers {

        @CommandHandler
        String on(First first, EventGateway events) {
            events.publish(new Happened(first.what()));
            return Thread.currentThread().getName();
        }

        @CommandHandler
        void on(Second second, MetaData metadata) {
            SEEN.add(metadata);
        }

        @CommandHandler
        String on(OfSalerAlone command) {
            return command.what();
        }

        @QueryHandler
        String answer(Question question, @MetaDataValue(Actor.KEY) String actor) {
            return actor;
        }

        @QueryHandler
        String answer(UnheardOf question) {
            return question.what();
        }
    }

    static class Followers {

        @EventHandler
        void on(Happened happened, MetaData metadata, CommandGateway commands) {
            SEEN.add(metadata);
            commands.send(new Second(happened.what()));
        }
    }
}
