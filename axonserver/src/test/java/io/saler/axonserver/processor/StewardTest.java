package io.saler.axonserver.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.saler.axonserver.BulkProcessors;
import io.saler.axonserver.OnPostgreSql;
import io.saler.identity.Actor;
import io.saler.projection.PauseProjection;
import io.saler.projection.ProjectionCommand;
import io.saler.projection.ResumeProjection;
import java.time.Duration;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.axonframework.eventhandling.async.FullConcurrencyPolicy;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

/** It would look again only after hours. */
@TestPropertySource(properties = "saler.processing.control-every=4h")
class StewardTest extends OnPostgreSql {

    private static final String NAME = "called";

    @Autowired
    private BulkProcessors processors;

    @Autowired
    private AddedProcessors added;

    @Autowired
    private ProcessorControls controls;

    @Autowired
    private TransactionManager transactions;

    static final class Deaf {

        @EventHandler
        void on(Deaf nothing) {}
    }

    @AfterEach
    void remove() {
        added.remove(NAME);
    }

    @Test
    void whatIsWantedHereIsBegunAsSoonAsItIsCommitted() {
        AddedProcessors.Added made = processors.make(
                NAME,
                "test",
                new Deaf(),
                type -> true,
                new FullConcurrencyPolicy(),
                new BulkProcessors.Amounts(1, 10, 1, 10));
        added.add(made);
        StreamingEventProcessor processor = made.processor();

        carryOut(new ResumeProjection(NAME, "it is to run"));
        await().atMost(Duration.ofSeconds(30)).until(processor::isRunning);

        carryOut(new PauseProjection(NAME, "it is to stand still"));
        await().atMost(Duration.ofSeconds(30)).until(() -> !processor.isRunning());
        assertThat(controls.isPaused(NAME)).isTrue();
    }

    private void carryOut(ProjectionCommand command) {
        var unit = DefaultUnitOfWork.startAndGet(null);
        unit.attachTransaction(transactions);
        controls.carryOut(command, Actor.system("test"));
        unit.commit();
    }
}
