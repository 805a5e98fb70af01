package io.saler.axonserver;

import io.saler.axonserver.history.StoredHistory;
import io.saler.axonserver.processor.NotedErrors;
import io.saler.axonserver.processor.Standings;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandBusSpanFactory;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.DuplicateCommandHandlerResolver;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.common.AxonThreadFactory;
import org.axonframework.common.caching.Cache;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.eventhandling.deadletter.jdbc.DeadLetterSchema;
import org.axonframework.eventhandling.pooled.PooledStreamingEventProcessor;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.MessageHandlerInterceptor;
import org.axonframework.messaging.StreamableMessageSource;
import org.axonframework.messaging.interceptors.CorrelationDataInterceptor;
import org.axonframework.modelling.command.CommandTargetResolver;
import org.axonframework.queryhandling.QueryMessage;
import org.axonframework.serialization.Serializer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.transaction.PlatformTransactionManager;

/** How commands are run and how events reach their handlers. */
@AutoConfiguration(
        after = PersistenceConfiguration.class,
        beforeName = "org.axonframework.springboot.autoconfig.AxonAutoConfiguration")
@EnableConfigurationProperties(ProcessorSettings.class)
public class MessagingConfiguration {

    @Bean(destroyMethod = "shutdown")
    @Qualifier("localSegment")
    public FailureCarryingCommandBus commandBus(
            TransactionManager transactionManager,
            org.axonframework.config.Configuration configuration,
            DuplicateCommandHandlerResolver duplicates,
            ProcessorSettings settings) {
        var threads = new CommandThreads(settings.commandsAtOnce());
        var builder = SimpleCommandBus.builder();
        builder.transactionManager(new OutermostTransactions(transactionManager));
        builder.duplicateCommandHandlerResolver(duplicates);
        builder.spanFactory(configuration.getComponent(CommandBusSpanFactory.class));
        builder.messageMonitor(configuration.messageMonitor(CommandBus.class, "commandBus"));
        var bus = new FailureCarryingCommandBus(builder, threads);
        bus.registerHandlerInterceptor(new CorrelationDataInterceptor<>(configuration.correlationDataProviders()));
        return bus;
    }

    @Bean
    @ConditionalOnProperty(name = AxonDefaults.EVENT_STORE, havingValue = "postgresql", matchIfMissing = true)
    PromptEventSource promptEventSource(EventStore eventStore) {
        return new PromptEventSource(eventStore);
    }

    @Bean
    DeadLetterQueues deadLetterQueues(
            ConnectionProvider connectionProvider,
            TransactionManager transactionManager,
            PlatformTransactionManager platformTransactions,
            DeadLetterSchema deadLetterSchema,
            Serializer serializer,
            @Qualifier("eventSerializer") Serializer eventSerializer) {
        return new DeadLetterQueues(
                connectionProvider,
                transactionManager,
                platformTransactions,
                deadLetterSchema,
                serializer,
                eventSerializer);
    }

    @Bean
    public NotedErrors notedErrors() {
        return new NotedErrors();
    }

    @Bean
    public BulkProcessors bulkProcessors(
            org.axonframework.config.Configuration configuration,
            EventStore eventStore,
            ObjectProvider<PromptEventSource> promptSource,
            ObjectProvider<StoredHistory> history,
            ObjectProvider<Standings> standings,
            TokenStore tokens,
            TransactionManager transactionManager,
            DeadLetterQueues deadLetters,
            NotedErrors errors,
            ProcessorSettings settings) {
        PromptEventSource prompt = promptSource.getIfAvailable();
        return new BulkProcessors(
                configuration,
                prompt == null ? eventStore : prompt.unhurried(),
                history.getIfAvailable(),
                standings::getObject,
                tokens,
                transactionManager,
                deadLetters,
                errors,
                settings.claimEvery());
    }

    // One for all kinds of messages would be overlooked as soon as there is another interceptor for one of them.

    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    MessageHandlerInterceptor<CommandMessage<?>> commandOriginInLog() {
        return new OriginInLog<>();
    }

    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    MessageHandlerInterceptor<QueryMessage<?, ?>> queryOriginInLog() {
        return new OriginInLog<>();
    }

    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    MessageHandlerInterceptor<EventMessage<?>> eventOriginInLog() {
        return new OriginInLog<>();
    }

    @Bean
    CommandTargetResolver commandTargetResolver() {
        return new RecordTargetResolver();
    }

    @Bean
    public Cache aggregateCache(
            ProcessorSettings settings, Environment environment, ObjectProvider<EventStore> eventStore) {
        boolean alone = EventStoreKind.in(environment) == EventStoreKind.POSTGRESQL;
        return new BoundedCache(
                settings.cachedAggregates(),
                alone ? (key, aggregate) -> true : new NewestVersion(eventStore::getObject));
    }

    /**
     * Streaming processors with names, batches and errors that stop them instead of being skipped. A new processor
     * starts with an ordinary token at the beginning of the stream: the default would tell it that all of history is a
     * replay.
     */
    @Bean
    public ConfigurerModule eventProcessing(
            ProcessorSettings settings,
            DeadLetterQueues deadLetters,
            ObjectProvider<PromptEventSource> promptSource,
            NotedErrors errors) {
        TransactionManager eachLetter = deadLetters.ofEachLetter();
        return configurer -> {
            var processing = configurer.eventProcessing();
            processing.usingPooledStreamingEventProcessors();
            PooledStreamingEventProcessorDefaults defaults =
                    new PooledStreamingEventProcessorDefaults(settings, promptSource);
            processing.registerPooledStreamingEventProcessorConfiguration(defaults::apply);
            Set<String> named = new HashSet<>(settings.segments().keySet());
            named.addAll(settings.batchSizes().keySet());
            named.addAll(settings.prompt());
            named.forEach(name -> processing.registerPooledStreamingEventProcessorConfiguration(
                    name, (configuration, builder) -> defaults.apply(name, configuration, builder)));
            processing.registerDefaultListenerInvocationErrorHandler(
                    configuration -> PropagatingErrorHandler.instance());
            processing.registerDefaultErrorHandler(configuration -> errors);
            settings.inCommandTransaction().forEach(processing::registerSubscribingEventProcessor);
            settings.deadLetters().forEach(group -> {
                // Otherwise every event is looked for among the dead letters, by a query of its own.
                processing.registerDeadLetteringEventHandlerInvokerConfiguration(
                        group,
                        (configuration, invoker) ->
                                invoker.enableSequenceIdentifierCache().transactionManager(eachLetter));
                processing.registerDeadLetterQueue(group, configuration -> deadLetters.of(group));
            });
        };
    }

    /** What all pooled processors have in common. */
    private record PooledStreamingEventProcessorDefaults(
            ProcessorSettings settings, ObjectProvider<PromptEventSource> promptSource) {

        PooledStreamingEventProcessor.Builder apply(
                org.axonframework.config.Configuration configuration, PooledStreamingEventProcessor.Builder builder) {
            promptSource.ifAvailable(source -> builder.messageSource(source.unhurried()));
            return builder.batchSize(settings.batchSize())
                    .tokenClaimInterval(settings.claimEvery().toMillis())
                    .initialSegmentCount(1)
                    .initialToken(StreamableMessageSource::createTailToken);
        }

        /** One worker for each segment, since a saga's workers spend their time waiting for commands. */
        PooledStreamingEventProcessor.Builder apply(
                String name,
                org.axonframework.config.Configuration configuration,
                PooledStreamingEventProcessor.Builder builder) {
            int segments = settings.segments().getOrDefault(name, 1);
            ScheduledExecutorService workers =
                    Executors.newScheduledThreadPool(segments, new AxonThreadFactory("WorkPackage[" + name + "]"));
            configuration.onShutdown(workers::shutdown);
            PooledStreamingEventProcessor.Builder named = apply(configuration, builder);
            if (settings.prompt().contains(name)) {
                promptSource.ifAvailable(source -> named.messageSource(source.prompt()));
            }
            return named.workerExecutor(workers)
                    .batchSize(settings.batchSizes().getOrDefault(name, settings.batchSize()))
                    .initialSegmentCount(segments);
        }
    }
}
