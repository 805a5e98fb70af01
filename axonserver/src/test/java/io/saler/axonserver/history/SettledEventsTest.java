package io.saler.axonserver.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.saler.axonserver.OnPostgreSql;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.axonframework.common.transaction.Transaction;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class SettledEventsTest extends OnPostgreSql {

    @Autowired
    private EventStorageEngine store;

    @Autowired
    private StoredHistory history;

    @Autowired
    private TransactionManager transactions;

    @Autowired
    private Jdbi database;

    private @Nullable Transaction underWay;

    record Said() {}

    @BeforeEach
    void somethingHasHappened() {
        say();
    }

    @AfterEach
    void end() {
        if (underWay != null) {
            underWay.rollback();
        }
    }

    @Test
    void whereNobodyIsWritingAllAreSettled() throws Exception {
        assertThat(ofNow().upTo()).isEqualTo(newest());
    }

    @Test
    void anEventThatMayStillAppearIsWaitedFor() throws Exception {
        long newer = overtakeWhatIsUnderWay();
        SettledEvents settled = elsewhere(() -> SettledEvents.ofNow(history));

        assertThat(elsewhere(settled::upTo)).isEqualTo(-1);

        underWay.commit();
        underWay = null;
        assertThat(settled.upTo()).isEqualTo(newer);
    }

    @Test
    void farEnoughBehindTheNewestNothingIsWaitedFor() throws Exception {
        long newer = overtakeWhatIsUnderWay();

        assertThat(elsewhere(() -> SettledEvents.ofNow(history, 2).upTo())).isEqualTo(newer - 2);
    }

    @Test
    void whoBeganToWriteLaterIsNotWaitedFor() throws Exception {
        long newest = newest();
        SettledEvents settled = ofNow();
        underWay = transactions.startTransaction();
        say();

        assertThat(elsewhere(settled::upTo)).isEqualTo(newest);
    }

    @Test
    void whoOnlyReadsIsNotWaitedFor() throws Exception {
        underWay = transactions.startTransaction();
        long newest = newest();

        assertThat(elsewhere(() -> SettledEvents.ofNow(history).upTo())).isEqualTo(newest);
    }

    /** Returns the position of an event that is there while an older one is not yet. */
    private long overtakeWhatIsUnderWay() throws Exception {
        underWay = transactions.startTransaction();
        say();
        return elsewhere(() -> {
            say();
            return newest();
        });
    }

    private SettledEvents ofNow() throws Exception {
        return elsewhere(() -> SettledEvents.ofNow(history));
    }

    private void say() {
        store.appendEvents(List.of(
                new GenericDomainEventMessage<>("Thing", UUID.randomUUID().toString(), 0, new Said())));
    }

    private long newest() {
        return database.withHandle(handle -> handle.createQuery("select max(globalIndex) from axon.domain_event")
                .mapTo(Long.class)
                .one());
    }

    /** Not in the transaction of this thread. */
    private static <T> T elsewhere(Callable<T> what) throws InterruptedException, ExecutionException {
        var done = new FutureTask<>(what);
        Thread.ofPlatform().start(done);
        return done.get();
    }
}
