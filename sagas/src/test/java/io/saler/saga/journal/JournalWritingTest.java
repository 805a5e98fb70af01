package io.saler.saga.journal;

import static io.saler.saga.Orders.placed;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.kagkarlsson.scheduler.task.TaskInstanceId;
import io.saler.journal.JournalEntry;
import io.saler.journal.SagaId;
import io.saler.journal.SagaJournal;
import io.saler.order.OrderId;
import io.saler.saga.task.TaskQueue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.messaging.ResultMessage;
import org.axonframework.messaging.unitofwork.BatchingUnitOfWork;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.modelling.saga.AnnotatedSaga;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** When the journal is written: with what it tells of, and without ever being in its way. */
class JournalWritingTest extends RealSagas {

    @Test
    void isWrittenWithTheSagaOrNotAtAll() {
        OrderId order = OrderId.random();
        var writtenBeforeItFailed = new AtomicInteger();
        room.failOneCommit(() -> writtenBeforeItFailed.set(sagasAbout(order)));
        room.place(placed(order, "pm_approve"));

        SagaJournal journal = ended(order);

        assertThat(room.failedCommits()).isEqualTo(1);
        assertThat(writtenBeforeItFailed).hasValue(1);
        // The saga that came to nothing had another id than the one that was begun after it.
        assertThat(sagasAbout(order)).isEqualTo(1);
        assertThat(journal.entries())
                .extracting(JournalEntry::name)
                .containsOnlyOnce("OrderPlaced", "ConfirmOrder")
                .hasSize(16);
    }

    private static int sagasAbout(OrderId order) {
        return jdbi().withHandle(handle -> handle.createQuery(
                        "select count(*) from saga.journal_association where key = 'orderId' and value = :order")
                .bind("order", order.toString())
                .mapTo(Integer.class)
                .one());
    }

    private record Waiting(String what) {}

    private static AnnotatedSaga<Waiting> waiting() {
        return new AnnotatedSaga<>(SagaId.random().toString(), Set.of(), new Waiting("for news"), null, null);
    }

    @Test
    void isWrittenOnceWhenTheSagasOfAllMessagesAreStored() {
        Recordings recordings = context.getBean(Recordings.class);
        EventMessage<Object> news = GenericEventMessage.asEventMessage("news");
        EventMessage<Object> more = GenericEventMessage.asEventMessage("more");
        AnnotatedSaga<Waiting> first = waiting();
        AnnotatedSaga<Waiting> second = waiting();
        var writtenWhenStored = new ArrayList<Integer>();
        var batch = new BatchingUnitOfWork<>(List.of(news, more));

        ResultMessage<Object> result = batch.executeWithResult(() -> {
            boolean begins = batch.getMessage() == news;
            // As a saga's repository does with a saga that is reached.
            batch.onPrepareCommit(storing -> writtenWhenStored.add(entriesOf(first) + entriesOf(second)));
            recordings.record(first, batch.getMessage(), () -> "seen");
            return begins ? "begun" : recordings.record(second, batch.getMessage(), () -> "seen");
        });

        assertThat(result.isExceptional()).isFalse();
        assertThat(writtenWhenStored).containsExactly(0, 0);
        assertThat(entriesOf(first)).isEqualTo(2);
        assertThat(entriesOf(second)).isEqualTo(1);
    }

    private static int entriesOf(AnnotatedSaga<?> saga) {
        return jdbi().withHandle(handle -> handle.createQuery(
                        "select coalesce(sum(entries), 0) from saga.journal_saga where saga_id = :id")
                .bind("id", UUID.fromString(saga.getSagaIdentifier()))
                .mapTo(Integer.class)
                .one());
    }

    private static final class Unspeakable extends RuntimeException {

        @Override
        public String toString() {
            throw new IllegalStateException("There are no words");
        }
    }

    @Test
    void doesNotKeepAnAnswerFromWhoeverSentTheCommand() throws Exception {
        CommandBus bus = SimpleCommandBus.builder().build();
        bus.subscribe(String.class.getName(), command -> {
            throw new Unspeakable();
        });
        var gateway = new RecordedCommands(bus);
        EventMessage<Object> news = GenericEventMessage.asEventMessage("news");
        var unit = DefaultUnitOfWork.startAndGet(news);
        Object answer;
        try {
            answer = context.getBean(Recordings.class).record(waiting(), news, () -> gateway.send("anything"));
        } finally {
            unit.rollback();
        }

        assertThat((CompletableFuture<?>) answer).isCompletedExceptionally();
    }

    /** In a transaction that comes to nothing, so that nobody takes the work. */
    @Test
    void workThatIsBroughtForwardIsStillKnownToHaveFailed() {
        TaskQueue queue = context.getBean(TaskQueue.class);
        TaskInstanceId waiting =
                TaskInstanceId.of("watch-payment", UUID.randomUUID().toString());
        TaskInstanceId underWay =
                TaskInstanceId.of("watch-payment", UUID.randomUUID().toString());

        new TransactionTemplate(context.getBean(PlatformTransactionManager.class)).executeWithoutResult(transaction -> {
            schedule(waiting, false);
            schedule(underWay, true);

            queue.bringForward(waiting);
            queue.bringForward(underWay);
            queue.bringForward(
                    TaskInstanceId.of("watch-payment", UUID.randomUUID().toString()));

            assertThat(scheduled(waiting)).isEqualTo(Map.of("due", true, "consecutive_failures", 3, "version", 8L));
            assertThat(scheduled(underWay)).isEqualTo(Map.of("due", false, "consecutive_failures", 3, "version", 7L));
            transaction.setRollbackOnly();
        });
    }

    private static void schedule(TaskInstanceId work, boolean picked) {
        jdbi().useHandle(handle -> handle.createUpdate("""
                        insert into saga.scheduled_tasks
                            (task_name, task_instance, execution_time, picked, consecutive_failures, version)
                        values (:task, :id, now() + interval '1 hour', :picked, 3, 7)""")
                .bind("task", work.getTaskName())
                .bind("id", work.getId())
                .bind("picked", picked)
                .execute());
    }

    private static Map<String, Object> scheduled(TaskInstanceId work) {
        return jdbi().withHandle(handle -> handle.createQuery("""
                        select execution_time <= now() as due, consecutive_failures, version
                        from saga.scheduled_tasks where task_name = :task and task_instance = :id""")
                .bind("task", work.getTaskName())
                .bind("id", work.getId())
                .mapToMap()
                .one());
    }
}
