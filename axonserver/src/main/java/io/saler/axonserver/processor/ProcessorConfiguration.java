package io.saler.axonserver.processor;

import io.saler.axonserver.EventStoreKind;
import io.saler.axonserver.MessagingConfiguration;
import io.saler.axonserver.ParkedEvents;
import io.saler.axonserver.ProcessorSettings;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.serialization.Serializer;
import org.jdbi.v3.core.Jdbi;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/** Looks after the event processors of whichever sides are in this process. */
@AutoConfiguration(
        after = MessagingConfiguration.class,
        afterName = "org.axonframework.springboot.autoconfig.AxonAutoConfiguration")
public class ProcessorConfiguration {

    @Bean
    public AddedProcessors addedProcessors() {
        return new AddedProcessors();
    }

    @Bean
    LocalProcessors localProcessors(
            EventProcessingConfiguration processing,
            AddedProcessors added,
            ObjectProvider<ProcessorSide> sides,
            ListableBeanFactory handlers) {
        return new LocalProcessors(processing, added, sides.stream().toList(), handlers);
    }

    @Bean
    public ParkingProcessors parkingProcessors(
            EventProcessingConfiguration processing, AddedProcessors added, ProcessorSettings settings) {
        return new ParkingProcessors(processing, added, settings);
    }

    @Bean
    public ParkedEvents parkedEvents(ParkingProcessors processors, ProcessorSettings settings) {
        return new ParkedEvents(processors, settings.deadLetterRetry());
    }

    @Bean
    SegmentTable processorSegments(Jdbi database, Serializer serializer) {
        return new SegmentTable(database, serializer);
    }

    @Bean
    ControlTable processorControlTable(Jdbi database) {
        return new ControlTable(database);
    }

    @Bean
    FailureTable processorFailures(Jdbi database) {
        return new FailureTable(database);
    }

    @Bean
    public Standings processorStandings(
            LocalProcessors processors,
            SegmentTable segments,
            Jdbi database,
            EventStore events,
            Environment environment) {
        boolean axonServer = EventStoreKind.in(environment) == EventStoreKind.AXON_SERVER;
        return new Standings(processors, segments, database, events, axonServer);
    }

    @Bean
    StewardCall stewardCall() {
        return new StewardCall();
    }

    @Bean
    public ProcessorControls processorControls(
            LocalProcessors processors, SegmentTable segments, ControlTable controls, StewardCall steward) {
        return new ProcessorControls(processors, segments, controls, steward);
    }

    @Bean
    public ProcessorViews processorViews(
            LocalProcessors processors,
            Standings standings,
            ControlTable controls,
            FailureTable failures,
            ParkingProcessors parking,
            ObjectProvider<Rebuildable> rebuildable) {
        return new ProcessorViews(
                processors,
                standings,
                controls,
                failures,
                parking,
                rebuildable.stream().toList());
    }

    @Bean
    ProcessorCommands processorCommands(
            CommandBus bus, ProcessorControls controls, ObjectProvider<ProcessorSide> sides) {
        return new ProcessorCommands(bus, controls, sides.stream().toList());
    }

    @Bean
    public ProcessorLags processorLags(LocalProcessors processors, Standings standings) {
        return new ProcessorLags(processors, standings);
    }

    @Bean
    TokenWork splitSegment(TokenStore tokens) {
        return new SplitWork(tokens);
    }

    @Bean
    TokenWork mergeSegments(TokenStore tokens) {
        return new MergeWork(tokens);
    }

    @Bean
    Steward steward(
            LocalProcessors processors,
            Standings standings,
            ControlTable controls,
            FailureTable failures,
            NotedErrors errors,
            TransactionManager transactions,
            ObjectProvider<TokenWork> works,
            ObjectProvider<StewardRound> rounds,
            StewardCall call,
            ProcessorSettings settings) {
        return new Steward(
                processors,
                standings,
                controls,
                failures,
                errors,
                transactions,
                works.stream().toList(),
                rounds.stream().toList(),
                call,
                settings.controlEvery());
    }
}
