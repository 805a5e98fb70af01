package io.saler.saga.journal;

import static io.saler.journal.JournalEntry.Kind.COMMAND;
import static io.saler.journal.JournalEntry.Kind.DEADLINE;
import static io.saler.journal.JournalEntry.Kind.END;
import static io.saler.journal.JournalEntry.Kind.EVENT;
import static io.saler.journal.JournalEntry.Outcome.CANCELLED;
import static io.saler.journal.JournalEntry.Outcome.COMPENSATED;
import static io.saler.journal.JournalEntry.Outcome.COMPLETED;
import static io.saler.journal.JournalEntry.Outcome.DONE;
import static io.saler.journal.JournalEntry.Outcome.PASSED;
import static io.saler.journal.JournalEntry.Outcome.SET;
import static io.saler.saga.Orders.CUSTOMER;
import static io.saler.saga.Orders.payment;
import static io.saler.saga.Orders.placed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.saler.identity.Actor;
import io.saler.identity.Role;
import io.saler.identity.UserId;
import io.saler.journal.FindSaga;
import io.saler.journal.FindSagas;
import io.saler.journal.FoundSagas;
import io.saler.journal.JournalEntry;
import io.saler.journal.JournalEntry.FieldChange;
import io.saler.journal.SagaAction;
import io.saler.journal.SagaFilter;
import io.saler.journal.SagaId;
import io.saler.journal.SagaJournal;
import io.saler.journal.SagaStatus;
import io.saler.journal.SagaView;
import io.saler.order.OrderId;
import io.saler.order.OrderPlaced;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.axonframework.eventhandling.gateway.EventGateway;
import org.junit.jupiter.api.Test;

/** What the journal of the real sagas tells, on a real database; only the other sides of Saler are stood in for. */
class JournalTest extends RealSagas {

    @Test
    void ofAConfirmedOrderTellsAllOfItInItsOrder() {
        OrderId order = place("pm_approve");

        SagaJournal journal = ended(order);

        assertThat(journal.saga().type()).isEqualTo("OrderSaga");
        assertThat(journal.saga().status()).isEqualTo(SagaStatus.COMPLETED);
        assertThat(journal.saga().endedAt()).isEqualTo(journal.saga().lastActivityAt());
        assertThat(journal.saga().step()).isEqualTo("CONFIRMING");
        assertThat(journal.saga().stepSince())
                .isBetween(journal.saga().startedAt(), journal.saga().endedAt());
        assertThat(journal.saga().overdueSince()).isNull();
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
}
