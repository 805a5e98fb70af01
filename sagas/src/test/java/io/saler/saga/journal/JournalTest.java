package io.saler.saga.journal;

import static io.saler.journal.JournalEntry.Kind.ACTION;
import static io.saler.journal.JournalEntry.Kind.COMMAND;
import static io.saler.journal.JournalEntry.Kind.DEADLINE;
import static io.saler.journal.JournalEntry.Kind.END;
import static io.saler.journal.JournalEntry.Kind.EVENT;
import static io.saler.journal.JournalEntry.Kind.RETRY;
import static io.saler.journal.JournalEntry.Outcome.CANCELLED;
import static io.saler.journal.JournalEntry.Outcome.COMPENSATED;
import static io.saler.journal.JournalEntry.Outcome.COMPLETED;
import static io.saler.journal.JournalEntry.Outcome.DONE;
import static io.saler.journal.JournalEntry.Outcome.PASSED;
import static io.saler.journal.JournalEntry.Outcome.REFUSED;
import static io.saler.journal.JournalEntry.Outcome.SET;
import static io.saler.saga.Orders.CUSTOMER;
import static io.saler.saga.Orders.payment;
import static io.saler.saga.Orders.placed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import com.github.kagkarlsson.scheduler.task.TaskInstanceId;
import io.micrometer.core.instrument.MeterRegistry;
import io.saler.axonserver.EmptyDatabase;
import io.saler.failure.FailureDetails;
import io.saler.identity.Actor;
import io.saler.identity.Role;
import io.saler.identity.UserId;
import io.saler.inventory.ReleaseStock;
import io.saler.journal.FindSaga;
import io.saler.journal.FindSagas;
import io.saler.journal.FoundSagas;
import io.saler.journal.JournalEntry;
import io.saler.journal.JournalEntry.FieldChange;
import io.saler.journal.RetrySaga;
import io.saler.journal.SagaAction;
import io.saler.journal.SagaFilter;
import io.saler.journal.SagaId;
import io.saler.journal.SagaJournal;
import io.saler.journal.SagaStatus;
import io.saler.journal.SagaView;
import io.saler.order.ConfirmOrder;
import io.saler.order.OrderFailure;
import io.saler.order.OrderId;
import io.saler.order.OrderPlaced;
import io.saler.payment.RecordPaymentCaptured;
import io.saler.saga.RefusingRoom;
import io.saler.saga.task.TaskQueue;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventhandling.gateway.EventGateway;
import org.axonframework.messaging.GenericMessage;
import org.axonframework.messaging.HandlerExecutionException;
import org.axonframework.messaging.ResultMessage;
import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.axonframework.messaging.unitofwork.BatchingUnitOfWork;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.modelling.saga.AnnotatedSaga;
import org.axonframework.queryhandling.QueryGateway;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The journal of the real sagas on a real database; only the other sides of Saler are stood in for. */
class JournalTest {

    private static final Actor ADMINISTRATOR = Actor.user(Role.ADMIN, UserId.random());

    private static ConfigurableApplicationContext context;
    private static RefusingRoom room;

    @BeforeAll
    static void start() {
        context = RefusingRoom.start(
                "--spring.datasource.url=" + EmptyDatabase.create().url(),
                "--spring.datasource.username=postgres",
                "--saler.order.payment-deadline=6s",
                "--saler.payment.gateway-timeout=300ms",
                "--saler.saga-journal.stuck-after=0s");
        room = context.getBean(RefusingRoom.class);
    }

    @AfterEach
    void leaveTheRoomAlone() {
        room.refuseNothing();
        room.letAllGo();
    }

    @AfterAll
    static void stop() {
        context.close();
    }

    @Test
    void ofAConfirmedOrderTellsAllOfItInItsOrder() {
        OrderId order = place("pm_approve");

        SagaJournal journal = ended(order);

        assertThat(journal.saga().type()).isEqualTo("OrderSaga");
        assertThat(journal.saga().status()).isEqualTo(SagaStatus.COMPLETED);
        assertThat(journal.saga().endedAt()).isEqualTo(journal.saga().lastActivityAt());
        assertThat(journal.saga().failure()).isNull();
        assertThat(journal.saga().reason()).isNull();
        assertThat(journal.saga().nextDeadline()).isNull();
        assertThat(journal.saga().associations())
                .isEqualTo(Map.of(
                        "orderId", order.toString(),
                        "paymentId", payment(order).toString(),
                        "customerId", CUSTOMER.toString()));
        assertThat(journal.entries())
                .extracting(JournalEntry::kind, JournalEntry::name, JournalEntry::outcome)
                .containsExactly(
                        tuple(EVENT, "OrderPlaced", null),
                        tuple(COMMAND, "ReserveStock", DONE),
                        tuple(COMMAND, "ReserveStock", DONE),
                        tuple(DEADLINE, "order-reservation", SET),
                        tuple(EVENT, "StockReserved", null),
                        tuple(EVENT, "StockReserved", null),
                        tuple(COMMAND, "RequestPayment", DONE),
                        tuple(DEADLINE, "order-reservation", CANCELLED),
                        tuple(DEADLINE, "order-payment", SET),
                        tuple(EVENT, "PaymentCaptured", null),
                        tuple(COMMAND, "ConfirmOrder", DONE),
                        tuple(COMMAND, "CommitStock", DONE),
                        tuple(COMMAND, "CommitStock", DONE),
                        tuple(COMMAND, "SendNotification", DONE),
                        tuple(DEADLINE, "order-payment", CANCELLED),
                        tuple(END, "OrderSaga", COMPLETED));
        assertThat(journal.entries())
                .extracting(JournalEntry::number)
                .containsExactlyElementsOf(LongStream.rangeClosed(1, 16).boxed().toList());
        assertThat(journal.entries()).extracting(JournalEntry::at).isSorted();
        assertThat(journal.entries().getFirst().payload()).containsEntry("orderId", order.toString());
        assertThat(journal.entries().get(1).durationMs()).isNotNull();
        assertThat(journal.entries().get(9).change())
                .containsEntry("process.phase", new FieldChange("PAYING", "CONFIRMING"))
                .containsKey("deadlineName");
    }

    @Test
    void ofARejectedOrderEndsCompensated() {
        SagaJournal journal = ended(place("pm_decline"));

        assertThat(journal.saga().status()).isEqualTo(SagaStatus.COMPENSATED);
        assertThat(journal.saga().reason()).isEqualTo("payment-declined");
        assertThat(journal.saga().actions()).isEmpty();
        assertThat(journal.entries())
                .extracting(JournalEntry::name)
                .containsSubsequence("PaymentDeclined", "RejectOrder", "ReleaseStock", "ReleaseStock");
        assertThat(journal.entries().getLast().outcome()).isEqualTo(COMPENSATED);
    }

    @Test
    void tellsOfADeadlineThatPasses() {
        OrderId order = place("pm_requires_action");
        SagaView waiting = await().atMost(Duration.ofSeconds(30))
                .until(
                        () -> saga(order),
                        saga -> saga != null
                                && saga.nextDeadline() != null
                                && saga.nextDeadline().name().equals("order-payment"));
        assertThat(waiting.status()).isEqualTo(SagaStatus.RUNNING);
        assertThat(waiting.actions()).containsExactlyInAnyOrder(SagaAction.COMPENSATE, SagaAction.CANCEL);
        assertThat(waiting.nextDeadline().at()).isAfter(waiting.startedAt().plusSeconds(6));

        assertThat(ended(order).entries())
                .extracting(JournalEntry::kind, JournalEntry::name, JournalEntry::outcome)
                .containsSubsequence(
                        tuple(DEADLINE, "order-payment", SET),
                        tuple(DEADLINE, "order-payment", PASSED),
                        tuple(COMMAND, "CancelPayment", DONE),
                        tuple(END, "OrderSaga", COMPENSATED));
    }

    @Test
    void aSagaWhoseCommandIsRefusedIsStuckUntilItIsToldToTryAgain() {
        room.refuse(ConfirmOrder.class, new OrderFailure.AlreadyPaid());
        OrderId order = place("pm_approve");
        // The next time is eight seconds away then.
        SagaView stuck = await().atMost(Duration.ofSeconds(60))
                .until(
                        () -> saga(order),
                        saga -> saga.failure() != null && saga.failure().attempts() == 4);
        assertThat(stuck.status()).isEqualTo(SagaStatus.STUCK);
        assertThat(stuck.step()).isEqualTo("CONFIRMING");
        assertThat(stuck.failure().reason()).contains("CONFIRM_ORDER", "The order is paid already.");
        assertThat(stuck.failure().since()).isBetween(stuck.startedAt(), stuck.lastActivityAt());
        assertThat(stuck.failure().retryAt()).isAfter(stuck.lastActivityAt());
        assertThat(find(some(SagaStatus.STUCK, null, null, null, null, 10))).contains(stuck);
        assertThat(find(stuckSince(stuck.failure().since()))).contains(stuck);
        assertThat(find(stuckSince(stuck.failure().since().minusSeconds(1)))).doesNotContain(stuck);
        await().atMost(Duration.ofSeconds(10)).until(() -> stuckByMetric() == 1);
        assertThat(context.getBean("stuckSagasHealthIndicator", HealthIndicator.class)
                        .health())
                .satisfies(health -> assertThat(health.getStatus().getCode()).isEqualTo("UP"))
                .satisfies(health -> assertThat(health.getDetails()).containsEntry("stuck", Map.of("OrderSaga", 1L)));
        room.refuseNothing();

        retry(stuck.sagaId(), ADMINISTRATOR, "The books agree again");

        SagaJournal journal = ended(order);
        assertThat(journal.saga().status()).isEqualTo(SagaStatus.COMPLETED);
        assertThat(journal.saga().failure()).isNull();
        assertThat(journal.entries())
                .extracting(JournalEntry::kind, JournalEntry::name, JournalEntry::outcome)
                .containsSubsequence(
                        tuple(COMMAND, "ConfirmOrder", REFUSED),
                        tuple(DEADLINE, "order-retry", SET),
                        tuple(RETRY, "order-retry", PASSED),
                        tuple(COMMAND, "ConfirmOrder", REFUSED),
                        tuple(ACTION, "retry", null),
                        tuple(RETRY, "order-retry", PASSED),
                        tuple(COMMAND, "ConfirmOrder", DONE),
                        tuple(END, "OrderSaga", COMPLETED));
        assertThat(journal.entries())
                .filteredOn(entry -> entry.kind() == ACTION)
                .singleElement()
                .satisfies(action -> assertThat(action.actor()).isEqualTo(ADMINISTRATOR.toString()))
                .satisfies(action -> assertThat(action.reason()).isEqualTo("The books agree again"));
        assertThat(journal.entries())
                .filteredOn(entry -> entry.outcome() == REFUSED)
                .extracting(JournalEntry::error)
                .containsOnly("already-paid: The order is paid already.");
        assertThat(journal.entries())
                .filteredOn(entry -> entry.kind() == RETRY)
                .last()
                .satisfies(
                        last -> assertThat(last.at()).isBefore(stuck.failure().retryAt()));
        await().atMost(Duration.ofSeconds(10)).until(() -> stuckByMetric() == 0);
    }

    @Test
    void aSagaWhoseCompensationFailsIsStuckUntilItSucceeds() {
        room.refuse(ReleaseStock.class, new OrderFailure.AlreadyPaid());
        OrderId order = place("pm_decline");
        SagaView stuck =
                await().atMost(Duration.ofSeconds(60)).until(() -> saga(order), saga -> saga.failure() != null);
        assertThat(stuck.status()).isEqualTo(SagaStatus.STUCK);
        assertThat(stuck.failure().reason()).contains("RELEASE_STOCK");

        room.refuseNothing();

        SagaView ended =
                await().atMost(Duration.ofSeconds(60)).until(() -> saga(order), saga -> saga.endedAt() != null);
        assertThat(ended.status()).isEqualTo(SagaStatus.COMPENSATED);
        assertThat(ended.failure()).isNull();
    }

    /** An outage may last for days. */
    @Test
    void ofManyAttemptsThatFailTheFirstAreToldAndThenSome() {
        room.refuse(ConfirmOrder.class, new OrderFailure.AlreadyPaid());
        OrderId order = place("pm_approve");
        SagaView stuck = failedAtLeast(1, order);
        for (int failed = 1; failed <= 10; failed = stuck.failure().attempts()) {
            retry(stuck.sagaId(), ADMINISTRATOR, "Without much hope");
            stuck = failedAtLeast(failed + 1, order);
        }
        List<JournalEntry> told = journal(stuck.sagaId(), 0, 200).entries();
        room.refuseNothing();

        retry(stuck.sagaId(), ADMINISTRATOR, "The books agree again");

        assertThat(stuck.failure().attempts()).isBetween(11, 19);
        assertThat(told)
                .filteredOn(entry -> entry.name().equals("ConfirmOrder"))
                .hasSize(5 + 1)
                .extracting(JournalEntry::outcome)
                .containsOnly(REFUSED);
        assertThat(told).filteredOn(entry -> entry.kind() == RETRY).hasSize(4 + 1);
        assertThat(ended(order).entries())
                .extracting(JournalEntry::kind, JournalEntry::name, JournalEntry::outcome)
                .containsSubsequence(
                        tuple(RETRY, "order-retry", PASSED),
                        tuple(COMMAND, "ConfirmOrder", DONE),
                        tuple(END, "OrderSaga", COMPLETED));
    }

    private static SagaView failedAtLeast(int attempts, OrderId order) {
        return await().atMost(Duration.ofSeconds(60))
                .until(
                        () -> saga(order),
                        saga -> saga != null
                                && saga.failure() != null
                                && saga.failure().attempts() >= attempts);
    }

    /** The gateway answers nothing, until the order has waited for long enough and the payment is called off. */
    @Test
    void aSagaThatWaitsForAGatewayThatIsAwayIsStuckMeanwhile() {
        OrderId order = place("pm_never");
        SagaView stuck = await().atMost(Duration.ofSeconds(30))
                .until(
                        () -> saga(order),
                        saga -> saga != null
                                && saga.failure() != null
                                && saga.failure().retryAt() != null
                                // So that it does not come by itself meanwhile.
                                && saga.failure()
                                        .retryAt()
                                        .isAfter(Instant.now().plusMillis(500)));
        assertThat(stuck.status()).isEqualTo(SagaStatus.STUCK);
        assertThat(stuck.step()).isEqualTo("PAYING");
        assertThat(stuck.failure().reason()).contains("No answer within");
        assertThat(stuck.failure().attempts()).isPositive();
        assertThat(stuck.failure().since()).isBetween(stuck.startedAt(), Instant.now());

        retry(stuck.sagaId(), ADMINISTRATOR, "The gateway is back");

        assertThat(chargeWaitsAfter(stuck.failure().attempts(), order)).isFalse();
        SagaJournal journal = ended(order);
        assertThat(journal.saga().status()).isEqualTo(SagaStatus.COMPENSATED);
        assertThat(journal.saga().failure()).isNull();
        assertThat(journal.entries()).extracting(JournalEntry::kind).containsOnlyOnce(ACTION);
    }

    /** Whether nothing is done for the moment, after it has failed so often. */
    private static boolean chargeWaitsAfter(int failures, OrderId order) {
        return jdbi().withHandle(handle -> handle.createQuery("""
                        select exists (
                            select from saga.scheduled_tasks
                            where task_name = 'charge-payment' and task_instance = :payment
                            and execution_time > now() and consecutive_failures = :failures)""")
                .bind("payment", payment(order).toString())
                .bind("failures", failures)
                .mapTo(Boolean.class)
                .one());
    }

    private static SagaView awaitStatus(SagaStatus status, OrderId order) {
        return await().atMost(Duration.ofSeconds(30))
                .until(() -> saga(order), saga -> saga != null && saga.status() == status);
    }

    @Test
    void aSagaIsNotStuckAnyMoreWhenTheGatewayAnswersAfterAll() {
        room.hold(RecordPaymentCaptured.class);
        room.hold(ConfirmOrder.class);
        OrderId order = place("pm_flaky");
        SagaView stuck = awaitStatus(SagaStatus.STUCK, order);
        assertThat(stuck.failure().reason()).contains("503");

        room.letGo(RecordPaymentCaptured.class);

        // It has handled nothing since then: what it is told of is held.
        SagaView running = awaitStatus(SagaStatus.RUNNING, order);
        assertThat(running.failure()).isNull();
        assertThat(running.step()).isEqualTo("PAYING");
        assertThat(running.endedAt()).isNull();
        assertThat(running.lastActivityAt()).isEqualTo(stuck.lastActivityAt());

        room.letGo(ConfirmOrder.class);

        assertThat(ended(order).saga().status()).isEqualTo(SagaStatus.COMPLETED);
    }

    private static double stuckByMetric() {
        return context.getBean(MeterRegistry.class)
                .get("saler.sagas.stuck")
                .tag("type", "OrderSaga")
                .gauge()
                .value();
    }

    @Test
    void whatHasEndedOnlyWaitsOrIsUnknownIsNotTriedAgain() {
        SagaView ended = ended(place("pm_approve")).saga();
        OrderId waiting = place("pm_requires_action");
        SagaView running = await().atMost(Duration.ofSeconds(30)).until(() -> saga(waiting), saga -> saga != null);

        assertRefused("saga-ended", () -> retry(ended.sagaId(), ADMINISTRATOR, "Just so"));
        assertRefused("nothing-failed", () -> retry(running.sagaId(), ADMINISTRATOR, "Just so"));
        assertRefused("saga-unknown", () -> retry(SagaId.random(), ADMINISTRATOR, "Just so"));
        assertThat(ended(waiting).entries()).extracting(JournalEntry::kind).doesNotContain(ACTION, RETRY);
    }

    @Test
    void isForAdministratorsAlone() {
        SagaId saga = ended(place("pm_approve")).saga().sagaId();
        for (Actor stranger : List.of(
                Actor.anonymous(),
                Actor.user(Role.CUSTOMER, UserId.random()),
                Actor.user(Role.MERCHANT, UserId.random()))) {
            assertRefused("forbidden", () -> retry(saga, stranger, "Just so"));
            assertRefused("forbidden", () -> ask(new FindSaga(saga, 0, 10), SagaJournal.class, stranger));
            assertRefused("forbidden", () -> ask(anything(), FoundSagas.class, stranger));
        }
    }

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

    @Test
    void tellsOfAnEventThatComesTwice() {
        OrderId order = OrderId.random();
        OrderPlaced placed = placed(order, "pm_requires_action");
        room.place(placed);
        await().atMost(Duration.ofSeconds(30)).until(() -> saga(order) != null);

        context.getBean(EventGateway.class).publish(placed);

        SagaJournal journal = ended(order);
        assertThat(find(about(order))).hasSize(1);
        assertThat(journal.entries())
                .filteredOn(entry -> entry.name().equals("OrderPlaced"))
                .hasSize(2)
                .last()
                .satisfies(again -> assertThat(again.change()).isNull());
    }

    @Test
    void isReadInPages() {
        SagaView first = ended(place("pm_approve")).saga();
        SagaView second = ended(place("pm_decline")).saga();

        List<SagaView> newest = find(anything(null, 1));
        List<SagaView> next = find(anything(new FindSagas.Place(second.startedAt(), second.sagaId()), 1));

        assertThat(newest).containsExactly(second);
        assertThat(next).containsExactly(first);
        assertThat(find(some(SagaStatus.COMPLETED, "OrderSaga", null, null, null, 1)))
                .containsExactly(first);
        assertThat(find(some(null, "RefundSaga", null, null, null, 1))).isEmpty();
        assertThat(journal(first.sagaId(), 5, 3).entries())
                .extracting(JournalEntry::number)
                .containsExactly(6L, 7L, 8L);
        assertThat(journal(first.sagaId(), 16, 3).entries()).isEmpty();
        assertThat(ask(new FindSaga(SagaId.random(), 0, 1), SagaJournal.class, ADMINISTRATOR))
                .isNull();
    }

    @Test
    void isFoundByAnAssociationWithAndWithoutItsName() {
        OrderId order = place("pm_approve");
        SagaView saga = ended(order).saga();

        assertThat(find(about(new SagaFilter.Association("orderId", order.toString()))))
                .containsExactly(saga);
        assertThat(find(about(new SagaFilter.Association(null, payment(order).toString()))))
                .containsExactly(saga);
        assertThat(find(about(new SagaFilter.Association("refundId", order.toString()))))
                .isEmpty();
    }

    @Test
    void forgetsWhatIsOld() {
        SagaView old = ended(place("pm_approve")).saga();
        SagaView recent = ended(place("pm_approve")).saga();
        for (String table : List.of("journal_saga set ended_at", "journal_entries set at")) {
            jdbi().useHandle(handle -> handle.createUpdate(
                            "update saga.%s = now() - interval '31 days' where saga_id = :id".formatted(table))
                    .bind("id", old.sagaId().value())
                    .execute());
        }

        ExpiredSagas expired = context.getBean(ExpiredSagas.class);
        Instant aMonthAgo = Instant.now().minus(Duration.ofDays(30));
        assertThat(expired.prune(aMonthAgo, 1)).isTrue();
        while (expired.prune(aMonthAgo, 1)) {
            // In portions of one.
        }

        assertThat(rowsOf(old)).isZero();
        assertThat(rowsOf(recent)).isEqualTo(rowsWritten(recent));
        int scheduled = jdbi().withHandle(handle -> handle.createQuery(
                        "select count(*) from saga.scheduled_tasks where task_name = 'prune-saga-journal'")
                .mapTo(Integer.class)
                .one());
        assertThat(scheduled).isEqualTo(1);
    }

    private static int rowsOf(SagaView saga) {
        return jdbi().withHandle(handle -> handle.createQuery("""
                        select (select count(*) from saga.journal_saga where saga_id = :id)
                             + (select count(*) from saga.journal_association where saga_id = :id)
                             + (select count(*) from saga.journal_entries where saga_id = :id)""")
                .bind("id", saga.sagaId().value())
                .mapTo(Integer.class)
                .one());
    }

    /**
     * Itself, its associations with two products among them, and a row for each transaction: at least those of the
     * three hops that it waits for.
     */
    private static int rowsWritten(SagaView saga) {
        int rows = rowsOf(saga);
        assertThat(rows).isBetween(6 + 1, 6 + 4);
        return rows;
    }

    private static Jdbi jdbi() {
        return context.getBean(Jdbi.class);
    }

    private static OrderId place(String method) {
        OrderId order = OrderId.random();
        room.place(placed(order, method));
        return order;
    }

    private static SagaJournal ended(OrderId order) {
        SagaView ended = await().atMost(Duration.ofSeconds(60))
                .until(() -> saga(order), saga -> saga != null && saga.status().isEnd());
        return journal(ended.sagaId(), 0, 200);
    }

    /** The saga of this order, or null when it has not begun. */
    private static SagaView saga(OrderId order) {
        List<SagaView> found = find(about(order));
        return found.isEmpty() ? null : found.getFirst();
    }

    private static FindSagas about(OrderId order) {
        return about(new SagaFilter.Association(null, order.toString()));
    }

    private static FindSagas about(SagaFilter.Association association) {
        return some(null, null, association, null, null, 10);
    }

    private static FindSagas stuckSince(Instant since) {
        return some(null, null, null, since, null, 10);
    }

    private static FindSagas anything() {
        return anything(null, 10);
    }

    private static FindSagas anything(FindSagas.Place after, int limit) {
        return new FindSagas(SagaFilter.NONE, after, limit);
    }

    private static FindSagas some(
            SagaStatus status,
            String type,
            SagaFilter.Association association,
            Instant stuckSince,
            FindSagas.Place after,
            int limit) {
        return new FindSagas(
                new SagaFilter(status, type, null, null, null, stuckSince, null, null, association, null),
                after,
                limit);
    }

    private static List<SagaView> find(FindSagas query) {
        return ask(query, FoundSagas.class, ADMINISTRATOR).sagas();
    }

    private static SagaJournal journal(SagaId saga, long after, int limit) {
        return ask(new FindSaga(saga, after, limit), SagaJournal.class, ADMINISTRATOR);
    }

    private static <R> R ask(Object query, Class<R> answer, Actor actor) {
        return context.getBean(QueryGateway.class)
                .query(
                        new GenericMessage<>(query, Map.of(Actor.KEY, actor.toString())),
                        ResponseTypes.instanceOf(answer))
                .join();
    }

    private static void retry(SagaId saga, Actor actor, String reason) {
        context.getBean(CommandGateway.class)
                .sendAndWait(GenericCommandMessage.asCommandMessage(new RetrySaga(saga, reason))
                        .andMetaData(Map.of(Actor.KEY, actor.toString())));
    }

    private static void assertRefused(String type, org.assertj.core.api.ThrowableAssert.ThrowingCallable act) {
        assertThatExceptionOfType(RuntimeException.class)
                .isThrownBy(act)
                .extracting(thrown -> thrown instanceof CompletionException ? thrown.getCause() : thrown)
                .isInstanceOfSatisfying(
                        HandlerExecutionException.class,
                        refused -> assertThat(refused.<FailureDetails>getDetails())
                                .hasValueSatisfying(
                                        details -> assertThat(details.type()).isEqualTo(type)));
    }
}
