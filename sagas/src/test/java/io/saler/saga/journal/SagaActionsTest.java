package io.saler.saga.journal;

import static io.saler.saga.Orders.placed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.saler.axonserver.EmptyDatabase;
import io.saler.catalog.ProductId;
import io.saler.failure.FailureDetails;
import io.saler.identity.Actor;
import io.saler.identity.EmailAddress;
import io.saler.identity.Role;
import io.saler.identity.UserId;
import io.saler.inventory.ReleaseStock;
import io.saler.journal.AddSagaNote;
import io.saler.journal.CancelSaga;
import io.saler.journal.CancelSagas;
import io.saler.journal.CompensateSaga;
import io.saler.journal.CompensateSagas;
import io.saler.journal.CountSagas;
import io.saler.journal.FindSaga;
import io.saler.journal.FindSagas;
import io.saler.journal.FoundSagas;
import io.saler.journal.JournalEntry;
import io.saler.journal.JournalEntry.Kind;
import io.saler.journal.RetrySagas;
import io.saler.journal.RevealSaga;
import io.saler.journal.SagaAction;
import io.saler.journal.SagaCount;
import io.saler.journal.SagaFilter;
import io.saler.journal.SagaFilter.Association;
import io.saler.journal.SagaId;
import io.saler.journal.SagaJournal;
import io.saler.journal.SagaStatus;
import io.saler.journal.SagaView;
import io.saler.order.CancelOrder;
import io.saler.order.ConfirmOrder;
import io.saler.order.OrderCancellationRequested;
import io.saler.order.OrderFailure;
import io.saler.order.OrderId;
import io.saler.order.OrderPlaced;
import io.saler.order.OrderRefundRequested;
import io.saler.order.OrderStatus;
import io.saler.payment.RefundId;
import io.saler.payment.RefundPayment;
import io.saler.saga.Orders;
import io.saler.saga.RefusingRoom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.assertj.core.groups.Tuple;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.gateway.EventGateway;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.GenericMessage;
import org.axonframework.messaging.HandlerExecutionException;
import org.axonframework.messaging.MetaData;
import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.axonframework.queryhandling.QueryGateway;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

/** What administrators do about the real sagas, on a real database; the other sides of Saler are stood in for. */
@ExtendWith(OutputCaptureExtension.class)
class SagaActionsTest {

    private static final UserId READER = UserId.random();
    private static final Actor ADMINISTRATOR = Actor.user(Role.ADMIN, UserId.random());
    private static final Actor READING_ADMINISTRATOR = Actor.user(Role.ADMIN, READER);

    private static ConfigurableApplicationContext context;
    private static RefusingRoom room;

    @BeforeAll
    static void start() {
        context = RefusingRoom.start(
                "--spring.datasource.url=" + EmptyDatabase.create().url(),
                "--spring.datasource.username=postgres",
                "--saler.saga-journal.personal-readers=Reader@Example.org, nobody@example.org");
        room = context.getBean(RefusingRoom.class);
        know(READER, "reader@example.org");
    }

    @AfterEach
    void leaveTheRoomAlone() {
        room.refuseNothing();
    }

    @AfterAll
    static void stop() {
        context.close();
    }

    @Test
    void aCompensatedSagaGivesUpWhereItIs() {
        OrderId order = waitsForItsCustomer(Orders.CUSTOMER);
        SagaId saga = saga(order).sagaId();

        send(new CompensateSaga(saga, "Nobody can deliver there"));

        SagaJournal journal = ended(order);
        assertThat(journal.saga().status()).isEqualTo(SagaStatus.COMPENSATED);
        assertThat(journal.saga().reason()).isEqualTo("given-up-by-administrator");
        assertThat(journal.entries())
                .extracting(JournalEntry::name)
                .containsSubsequence(
                        "OrderGivenUp", "CancelPayment", "PaymentCancelled", "RejectOrder", "ReleaseStock");
        assertThat(actions(journal))
                .containsExactly(tuple("compensate", ADMINISTRATOR.toString(), "Nobody can deliver there"));
        assertRefused("saga-ended", () -> send(new CompensateSaga(saga, "Once more")));
        assertRefused("saga-ended", () -> send(new CancelSaga(saga, "Once more")));
    }

    @Test
    void aCancelledSagaEndsAsIfItsCustomerHadAskedForIt() {
        OrderId order = waitsForItsCustomer(Orders.CUSTOMER);

        send(new CancelSaga(saga(order).sagaId(), "The customer has called"));

        SagaJournal journal = ended(order);
        assertThat(journal.saga().status()).isEqualTo(SagaStatus.CANCELLED);
        assertThat(journal.saga().reason()).isEqualTo("order-cancelled");
        assertThat(journal.entries())
                .extracting(JournalEntry::name)
                .containsSubsequence("OrderCancellationRequested", "CompleteCancellation", "ReleaseStock");
        assertThat(actions(journal))
                .as("the reason is in the event, and masked there")
                .containsExactly(tuple("cancel", ADMINISTRATOR.toString(), null));
        assertThat(cancellation(journal).payload()).containsEntry("reason", "[masked]");
    }

    @Test
    void whatTakesBackAlreadyWhatItDidIsNotToldToDoSoAgain() {
        room.refuse(ReleaseStock.class, new OrderFailure.AlreadyPaid());
        OrderId order = place(Orders.CUSTOMER, "pm_decline");
        SagaView stuck =
                await().atMost(Duration.ofSeconds(60)).until(() -> saga(order), saga -> saga.failure() != null);

        assertThat(stuck.actions()).containsExactly(SagaAction.RETRY);
        assertRefused("already-compensating", () -> send(new CompensateSaga(stuck.sagaId(), "Just so")));
        assertRefused("already-compensating", () -> send(new CancelSaga(stuck.sagaId(), "Just so")));
        room.refuseNothing();
        assertThat(actions(ended(order))).isEmpty();
    }

    @Test
    void whatIsGivenUpWhenItIsPaidForIsTakenBackOnceAndNotCelebrated() {
        room.refuse(ConfirmOrder.class, new OrderFailure.AlreadyPaid());
        OrderId order = place(Orders.CUSTOMER, "pm_approve");
        SagaView stuck =
                await().atMost(Duration.ofSeconds(60)).until(() -> saga(order), saga -> saga.failure() != null);
        assertThat(stuck.actions()).containsExactlyInAnyOrder(SagaAction.values());

        send(new CompensateSaga(stuck.sagaId(), "It is paid in vain"));

        await().atMost(Duration.ofSeconds(30))
                .until(() -> saga(order), saga -> saga.actions().equals(Set.of(SagaAction.RETRY)));
        assertRefused("already-compensating", () -> send(new CompensateSaga(stuck.sagaId(), "Once more")));
        room.refuseNothing();
        SagaJournal journal = ended(order);
        assertThat(journal.saga().status()).isEqualTo(SagaStatus.COMPLETED);
        assertThat(journal.entries())
                .extracting(JournalEntry::name)
                .contains("ConfirmOrder", "CommitStock", "compensate")
                .doesNotContain("SendNotification");
    }

    @Test
    void whatTheOrderRefusesIsRefusedAndNotNoted() {
        OrderId order = waitsForItsCustomer(Orders.CUSTOMER);
        SagaId saga = saga(order).sagaId();
        room.refuse(CancelOrder.class, new OrderFailure.TransitionRefused(OrderStatus.SHIPPED, OrderStatus.CANCELLED));

        assertRefused("order-state", () -> send(new CancelSaga(saga, "Just so")));
        assertRefused("invalid-value", () -> send(new CancelSaga(saga, "given-up-by-administrator")));

        assertThat(actions(journal(saga))).isEmpty();
        room.refuseNothing();
        send(new CancelSaga(saga, "So that it ends"));
        ended(order);
    }

    @Test
    void severalAtOnceDoNoHarm() {
        OrderId order = waitsForItsCustomer(Orders.CUSTOMER);
        SagaId saga = saga(order).sagaId();

        List<CompletableFuture<Void>> all = Stream.of(1, 2, 3, 4, 5)
                .map(each -> CompletableFuture.runAsync(() -> send(new CompensateSaga(saga, "Number " + each)))
                        .exceptionally(late -> null))
                .toList();
        all.forEach(CompletableFuture::join);

        SagaJournal journal = ended(order);
        assertThat(journal.saga().status()).isEqualTo(SagaStatus.COMPENSATED);
        assertThat(actions(journal)).isNotEmpty();
        assertThat(journal.entries())
                .filteredOn(entry -> entry.name().equals("RejectOrder"))
                .hasSize(1);
    }

    @Test
    void aRefundIsNotTakenBack() {
        OrderId order = place(Orders.CUSTOMER, "pm_approve");
        ended(order);
        room.refuse(RefundPayment.class, new OrderFailure.AlreadyPaid());
        RefundId refund = new RefundId(UUID.randomUUID());
        context.getBean(EventGateway.class)
                .publish(new OrderRefundRequested(
                        order, refund, Orders.payment(order), Orders.TOTAL, "Arrived broken", List.of()));
        Association about = new Association("refundId", refund.toString());
        SagaView stuck = await().atMost(Duration.ofSeconds(60))
                .until(
                        () -> find(about(about)).stream().findFirst().orElse(null),
                        saga -> saga != null && saga.failure() != null);

        assertThat(stuck.actions()).containsExactly(SagaAction.RETRY);
        assertRefused("action-unsupported", () -> send(new CompensateSaga(stuck.sagaId(), "Just so")));
        assertRefused("action-unsupported", () -> send(new CancelSaga(stuck.sagaId(), "Just so")));
        room.refuseNothing();
        await().atMost(Duration.ofSeconds(60))
                .until(() -> find(about(about)).getFirst().status() == SagaStatus.COMPLETED);
    }

    @Test
    void aNoteIsAddedWhateverBecameOfTheSaga() {
        OrderId order = place(Orders.CUSTOMER, "pm_approve");
        SagaId saga = ended(order).saga().sagaId();

        send(new AddSagaNote(saga, "Asked about by the customer.\nNothing to be done."));

        assertThat(actions(journal(saga)))
                .containsExactly(
                        tuple("note", ADMINISTRATOR.toString(), "Asked about by the customer.\nNothing to be done."));
        assertRefused("saga-unknown", () -> send(new AddSagaNote(SagaId.random(), "Who?")));
        assertRefused("saga-unknown", () -> send(new CompensateSaga(SagaId.random(), "Who?")));
        assertRefused("saga-unknown", () -> send(new CancelSaga(SagaId.random(), "Who?")));
    }

    @Test
    void manyAreCancelledTogetherWhenTheyAreAsManyAsWasConfirmed() {
        UserId customer = UserId.random();
        List<OrderId> orders =
                Stream.of(1, 2, 3).map(each -> waitsForItsCustomer(customer)).toList();
        OrderId sold = place(customer, "pm_approve");
        ended(sold);
        SagaFilter theirs = about(new Association("customerId", customer.toString()));

        assertThat(count(theirs, null)).isEqualTo(new SagaCount(4, false));
        assertThat(count(theirs, SagaAction.CANCEL)).isEqualTo(new SagaCount(3, false));
        assertThat(count(theirs, SagaAction.RETRY)).isEqualTo(new SagaCount(0, false));
        assertRefused(
                "selection-changed", () -> send(new CancelSagas(UUID.randomUUID(), theirs, 2, "They have moved")));
        var all = new CancelSagas(UUID.randomUUID(), theirs, 3, "They have moved");
        assertThat(this.<Integer>send(all)).isEqualTo(3);
        // The answer was lost, so it is sent once more.
        assertThat(this.<Integer>send(all)).isEqualTo(3);

        orders.forEach(order -> {
            SagaJournal journal = ended(order);
            assertThat(journal.saga().status()).isEqualTo(SagaStatus.CANCELLED);
            assertThat(actions(journal)).contains(tuple("cancel", ADMINISTRATOR.toString(), null));
        });
        assertThat(actions(ended(sold))).isEmpty();

        OrderId later = waitsForItsCustomer(customer);
        assertThat(this.<Integer>send(all))
                .as("what nobody has confirmed is left alone")
                .isEqualTo(3);
        assertThat(count(theirs, SagaAction.CANCEL)).isEqualTo(new SagaCount(1, false));
        send(new CancelSaga(saga(later).sagaId(), "So that it ends"));
        ended(later);
    }

    @Test
    void manyGiveUpTogether() {
        UserId customer = UserId.random();
        List<OrderId> orders =
                Stream.of(1, 2).map(each -> waitsForItsCustomer(customer)).toList();
        SagaFilter theirs = about(new Association("customerId", customer.toString()));
        assertThat(count(theirs, SagaAction.COMPENSATE)).isEqualTo(new SagaCount(2, false));
        assertRefused(
                "selection-changed", () -> send(new CompensateSagas(UUID.randomUUID(), theirs, 1, "Nobody delivers")));

        assertThat(this.<Integer>send(new CompensateSagas(UUID.randomUUID(), theirs, 2, "Nobody delivers")))
                .isEqualTo(2);

        orders.forEach(order -> {
            SagaJournal journal = ended(order);
            assertThat(journal.saga().status()).isEqualTo(SagaStatus.COMPENSATED);
            assertThat(journal.saga().reason()).isEqualTo("given-up-by-administrator");
            assertThat(actions(journal))
                    .containsExactly(tuple("compensate", ADMINISTRATOR.toString(), "Nobody delivers"));
        });
    }

    @Test
    void manyAreTriedAgainTogether() {
        UserId customer = UserId.random();
        room.refuse(ConfirmOrder.class, new OrderFailure.AlreadyPaid());
        List<OrderId> orders =
                Stream.of(1, 2).map(each -> place(customer, "pm_approve")).toList();
        SagaFilter theirs = about(new Association(null, customer.toString()));
        // Some seconds are left then until they would try by themselves.
        await().atMost(Duration.ofSeconds(60))
                .until(() -> find(theirs).stream()
                                .filter(saga ->
                                        saga.failure() != null && saga.failure().attempts() >= 4)
                                .count()
                        == 2);
        assertThat(count(theirs, SagaAction.RETRY)).isEqualTo(new SagaCount(2, false));
        room.refuseNothing();

        assertThat(this.<Integer>send(new RetrySagas(UUID.randomUUID(), theirs, 2, "The books agree")))
                .isEqualTo(2);

        orders.forEach(order -> assertThat(ended(order).saga().status()).isEqualTo(SagaStatus.COMPLETED));
        assertThat(actions(ended(orders.getFirst())))
                .containsExactly(tuple("retry", ADMINISTRATOR.toString(), "The books agree"));
    }

    @Test
    void sagasAreFoundByWhateverTheyAreAbout() {
        UserId customer = UserId.random();
        know(customer, "Ada.%s@Example.org".formatted(customer));
        OrderId declined = place(customer, "pm_decline");
        ended(declined);
        OrderId waiting = waitsForItsCustomer(customer);
        SagaView first = saga(declined);
        SagaView second = saga(waiting);
        var address = new EmailAddress("ada.%s@example.org".formatted(customer));

        for (ProductId product : List.of(Orders.TEA, Orders.CUP)) {
            assertThat(find(about(new Association("productId", product.toString()))))
                    .extracting(SagaView::sagaId)
                    .contains(first.sagaId(), second.sagaId());
        }
        assertThat(find(new Filter().customer(address).build()))
                .extracting(SagaView::sagaId)
                .containsExactly(second.sagaId(), first.sagaId());
        assertThat(find(new Filter()
                        .customer(address)
                        .association(new Association("orderId", declined.toString()))
                        .build()))
                .extracting(SagaView::sagaId)
                .containsExactly(first.sagaId());
        assertThat(find(new Filter()
                        .customer(new EmailAddress("stranger@example.org"))
                        .build()))
                .isEmpty();
        assertThat(find(new Filter()
                        .customer(address)
                        .reason("payment-declined")
                        .build()))
                .extracting(SagaView::sagaId)
                .containsExactly(first.sagaId());
        assertThat(find(new Filter().customer(address).step("AWAITING_CUSTOMER").build()))
                .extracting(SagaView::sagaId)
                .containsExactly(second.sagaId());
        assertThat(find(new Filter().customer(address).step("REJECTING").build()))
                .as("what has ended is in no step")
                .isEmpty();
        assertThat(find(new Filter()
                        .customer(address)
                        .startedAfter(second.startedAt())
                        .build()))
                .extracting(SagaView::sagaId)
                .containsExactly(second.sagaId());
        assertThat(find(new Filter()
                        .customer(address)
                        .startedBefore(second.startedAt())
                        .build()))
                .extracting(SagaView::sagaId)
                .containsExactly(first.sagaId());
        send(new CancelSaga(second.sagaId(), "So that it ends"));
        ended(waiting);
    }

    @Test
    void theWordsOfAFailureFindWhatIsStuck() {
        room.refuse(ConfirmOrder.class, new OrderFailure.AlreadyPaid());
        UserId customer = UserId.random();
        OrderId order = place(customer, "pm_approve");
        await().atMost(Duration.ofSeconds(60)).until(() -> saga(order), saga -> saga.failure() != null);
        Association theirs = new Association(null, customer.toString());

        assertThat(find(new Filter()
                        .association(theirs)
                        .failure("IS PAID already")
                        .build()))
                .hasSize(1);
        assertThat(find(new Filter().association(theirs).failure("100%").build()))
                .isEmpty();
        assertThat(find(new Filter().association(theirs).failure("_").build()))
                .as("CONFIRM_ORDER has one of these, which stands for itself")
                .hasSize(1);
        assertThat(find(new Filter().association(theirs).failure("C_NFIRM").build()))
                .isEmpty();
        room.refuseNothing();
        ended(order);
    }

    @Test
    void ownWordsAreShownToWhomTheOperatorNamesAndThatIsNoted(CapturedOutput output) {
        OrderId order = cancelledInOwnWords(Orders.CUSTOMER, Actor.user(Role.CUSTOMER, Orders.CUSTOMER));
        SagaId saga = ended(order).saga().sagaId();

        assertThat(cancellation(journal(saga)).payload()).containsEntry("reason", "[masked]");
        assertThat(cancellation(journal(saga)).original().aggregateId()).isEqualTo(order.toString());
        SagaJournal revealed = ask(new RevealSaga(saga, 0, 200), SagaJournal.class, READING_ADMINISTRATOR);
        assertThat(cancellation(revealed).payload()).containsEntry("reason", "My sister Ada has one");
        assertThat(revealed.entries()).hasSameSizeAs(journal(saga).entries());
        assertThat(output)
                .contains("act=personal-data-read outcome=success subject=" + saga)
                .contains("actor=" + READING_ADMINISTRATOR + " requestId=walk-1 network=203.0.113.0/24");

        assertThat(ask(new FindSaga(saga, 0, 200), SagaJournal.class, READING_ADMINISTRATOR)
                        .revealable())
                .isTrue();
        assertThat(journal(saga).revealable()).isFalse();
        assertThat(actions(journal(saga))).isEmpty();
        ask(new RevealSaga(saga, 0, 200, "They have complained"), SagaJournal.class, READING_ADMINISTRATOR);
        assertThat(actions(journal(saga)))
                .containsExactly(tuple("reveal", READING_ADMINISTRATOR.toString(), "They have complained"));

        for (Actor stranger :
                List.of(ADMINISTRATOR, Actor.user(Role.MERCHANT, READER), Actor.user(Role.CUSTOMER, UserId.random()))) {
            assertRefused("forbidden", () -> ask(new RevealSaga(saga, 0, 200, "So"), SagaJournal.class, stranger));
        }
        assertThat(actions(journal(saga))).hasSize(1);
        assertThat(output).contains("act=personal-data-read outcome=forbidden subject=" + saga);
        assertThat(ask(new RevealSaga(SagaId.random(), 0, 1), SagaJournal.class, READING_ADMINISTRATOR))
                .isNull();
    }

    @Test
    void ofWhoeverWasErasedNothingIsShown() {
        UserId customer = UserId.random();
        UserId merchant = UserId.random();
        SagaId aboutThem = ended(cancelledInOwnWords(customer, Actor.user(Role.MERCHANT, UserId.random())))
                .saga()
                .sagaId();
        SagaId byThem = ended(cancelledInOwnWords(Orders.CUSTOMER, Actor.user(Role.MERCHANT, merchant)))
                .saga()
                .sagaId();

        erase(customer);
        erase(merchant);

        for (SagaId saga : List.of(aboutThem, byThem)) {
            SagaJournal revealed = ask(new RevealSaga(saga, 0, 200), SagaJournal.class, READING_ADMINISTRATOR);
            assertThat(cancellation(revealed).payload()).containsEntry("reason", "[erased]");
        }
    }

    @Test
    void everythingIsForAdministratorsAlone() {
        SagaId saga = ended(place(Orders.CUSTOMER, "pm_approve")).saga().sagaId();
        for (Actor stranger : List.of(
                Actor.anonymous(),
                Actor.user(Role.CUSTOMER, UserId.random()),
                Actor.user(Role.MERCHANT, UserId.random()))) {
            var messages = new ArrayList<Object>(List.of(
                    new CompensateSaga(saga, "Just so"),
                    new CancelSaga(saga, "Just so"),
                    new AddSagaNote(saga, "Just so"),
                    new RetrySagas(UUID.randomUUID(), SagaFilter.NONE, 1, "Just so"),
                    new CompensateSagas(UUID.randomUUID(), SagaFilter.NONE, 1, "Just so"),
                    new CancelSagas(UUID.randomUUID(), SagaFilter.NONE, 1, "Just so")));
            messages.forEach(command -> assertRefused("forbidden", () -> sendAs(stranger, command)));
            assertRefused("forbidden", () -> ask(new CountSagas(SagaFilter.NONE, null), SagaCount.class, stranger));
        }
    }

    /** Whose events are kept as those of an order. */
    private static OrderId cancelledInOwnWords(UserId customer, Actor actor) {
        OrderId order = OrderId.random();
        OrderPlaced placed = placed(order, customer, "pm_requires_action");
        room.place(placed);
        awaitStep(order, "AWAITING_CUSTOMER");
        EventStore events = context.getBean(EventStore.class);
        events.publish(new GenericDomainEventMessage<>("Order", order.toString(), 0, placed));
        events.publish(new GenericDomainEventMessage<>(
                "Order",
                order.toString(),
                1,
                new OrderCancellationRequested(order, "My sister Ada has one"),
                MetaData.with(Actor.KEY, actor.toString())));
        return order;
    }

    private static JournalEntry cancellation(SagaJournal journal) {
        return journal.entries().stream()
                .filter(entry -> entry.name().equals("OrderCancellationRequested"))
                .findFirst()
                .orElseThrow();
    }

    private static void know(UserId person, String address) {
        jdbi().useHandle(handle -> handle.execute(
                "insert into saga.contact (user_id, email, name) values (?, ?, 'Somebody')", person.value(), address));
    }

    private static void erase(UserId person) {
        jdbi().useHandle(handle -> handle.execute("insert into saga.contact (user_id) values (?)", person.value()));
    }

    private static Jdbi jdbi() {
        return context.getBean(Jdbi.class);
    }

    private static OrderId waitsForItsCustomer(UserId customer) {
        OrderId order = place(customer, "pm_requires_action");
        awaitStep(order, "AWAITING_CUSTOMER");
        return order;
    }

    private static void awaitStep(OrderId order, String step) {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> saga(order), saga -> saga != null && step.equals(saga.step()));
    }

    private static OrderId place(UserId customer, String method) {
        OrderId order = OrderId.random();
        room.place(placed(order, customer, method));
        await().atMost(Duration.ofSeconds(30)).until(() -> saga(order) != null);
        return order;
    }

    private static SagaJournal ended(OrderId order) {
        SagaView ended = await().atMost(Duration.ofSeconds(60))
                .until(() -> saga(order), saga -> saga.status().isEnd());
        return journal(ended.sagaId());
    }

    private static SagaView saga(OrderId order) {
        return find(about(new Association("orderId", order.toString()))).stream()
                .filter(saga -> saga.type().equals("OrderSaga"))
                .findFirst()
                .orElse(null);
    }

    private static List<Tuple> actions(SagaJournal journal) {
        return journal.entries().stream()
                .filter(entry -> entry.kind() == Kind.ACTION)
                .map(entry -> tuple(entry.name(), entry.actor(), entry.reason()))
                .toList();
    }

    private static SagaFilter about(Association association) {
        return new Filter().association(association).build();
    }

    private static List<SagaView> find(SagaFilter filter) {
        return ask(new FindSagas(filter, null, 200), FoundSagas.class, ADMINISTRATOR)
                .sagas();
    }

    private static SagaCount count(SagaFilter filter, SagaAction action) {
        return ask(new CountSagas(filter, action), SagaCount.class, ADMINISTRATOR);
    }

    private static SagaJournal journal(SagaId saga) {
        return ask(new FindSaga(saga, 0, 200), SagaJournal.class, ADMINISTRATOR);
    }

    private static <R> R ask(Object query, Class<R> answer, Actor actor) {
        var origin = Map.of(Actor.KEY, actor.toString(), "requestId", "walk-1", "network", "203.0.113.0/24");
        return context.getBean(QueryGateway.class)
                .query(new GenericMessage<>(query, origin), ResponseTypes.instanceOf(answer))
                .join();
    }

    private <R> R send(Object command) {
        return sendAs(ADMINISTRATOR, command);
    }

    private static <R> R sendAs(Actor actor, Object command) {
        return context.getBean(CommandGateway.class)
                .sendAndWait(GenericCommandMessage.asCommandMessage(command)
                        .andMetaData(Map.of(Actor.KEY, actor.toString())));
    }

    private static void assertRefused(String type, ThrowingCallable act) {
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
