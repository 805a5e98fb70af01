package io.saler.saga.journal;

import static io.saler.journal.JournalEntry.Kind.ACTION;
import static io.saler.journal.JournalEntry.Kind.COMMAND;
import static io.saler.journal.JournalEntry.Kind.DEADLINE;
import static io.saler.journal.JournalEntry.Kind.END;
import static io.saler.journal.JournalEntry.Kind.RETRY;
import static io.saler.journal.JournalEntry.Outcome.COMPLETED;
import static io.saler.journal.JournalEntry.Outcome.DONE;
import static io.saler.journal.JournalEntry.Outcome.PASSED;
import static io.saler.journal.JournalEntry.Outcome.REFUSED;
import static io.saler.journal.JournalEntry.Outcome.SET;
import static io.saler.saga.Orders.payment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.saler.inventory.ReleaseStock;
import io.saler.journal.FindSagas;
import io.saler.journal.JournalEntry;
import io.saler.journal.SagaId;
import io.saler.journal.SagaJournal;
import io.saler.journal.SagaStatus;
import io.saler.journal.SagaView;
import io.saler.order.ConfirmOrder;
import io.saler.order.OrderFailure;
import io.saler.order.OrderId;
import io.saler.payment.RecordPaymentCaptured;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Sagas that do not succeed in something, until they do. */
class StuckSagasTest extends RealSagas {

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

    private static FindSagas stuckSince(Instant since) {
        return some(null, null, null, since, null, 10);
    }
}
