package io.saler.axonserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.eventsourcing.EventSourcingRepository;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.Repository;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Two nodes with memories of their own share an event store. */
class NewestVersionTest extends OnPostgreSql {

    private final String counterId = UUID.randomUUID().toString();

    @Autowired
    private EventStore events;

    @Autowired
    private TransactionManager transactions;

    record Counted(String counterId, int to) {}

    static final class Counter {

        @AggregateIdentifier
        private String counterId;

        private int at;

        Counter() {}

        Counter(String counterId) {
            apply(new Counted(counterId, 0));
        }

        void count() {
            apply(new Counted(counterId, at + 1));
        }

        /** Nothing is to be done when it is there already. */
        void countTo(int goal) {
            if (at != goal) {
                apply(new Counted(counterId, goal));
            }
        }

        @EventSourcingHandler
        void on(Counted event) {
            counterId = event.counterId();
            at = event.to();
        }
    }

    @Test
    void aNodeThatFindsNothingToDoHasSeenWhatAnotherHasDone() throws Exception {
        Repository<Counter> one = node();
        Repository<Counter> other = node();
        handle(() -> one.newInstance(() -> new Counter(counterId)));
        change(other, Counter::count);

        change(one, counter -> counter.countTo(0));

        assertThat(lastEvent()).isEqualTo(new Counted(counterId, 0));
    }

    @Test
    void aNodeGoesOnFromWhereAnotherHasStopped() throws Exception {
        Repository<Counter> one = node();
        Repository<Counter> other = node();
        handle(() -> one.newInstance(() -> new Counter(counterId)));

        for (int turn = 0; turn < 3; turn++) {
            change(other, Counter::count);
            change(one, Counter::count);
            change(one, Counter::count);
        }

        assertThat(lastEvent()).isEqualTo(new Counted(counterId, 9));
    }

    private Repository<Counter> node() {
        return EventSourcingRepository.builder(Counter.class)
                .eventStore(events)
                .cache(new BoundedCache(10, new NewestVersion(() -> events)))
                .build();
    }

    private void change(Repository<Counter> node, Consumer<Counter> change) throws Exception {
        handle(() -> {
            node.load(counterId).execute(change);
            return null;
        });
    }

    private void handle(Callable<?> command) throws Exception {
        UnitOfWork<?> unit = DefaultUnitOfWork.startAndGet(GenericCommandMessage.asCommandMessage(counterId));
        unit.attachTransaction(transactions);
        assertThat(unit.executeWithResult(command::call).isExceptional()).isFalse();
    }

    private Object lastEvent() {
        return events.readEvents(counterId)
                .asStream()
                .reduce((former, later) -> later)
                .orElseThrow()
                .getPayload();
    }
}
