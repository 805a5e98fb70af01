package io.saler.saga.journal;

import static io.saler.saga.Orders.placed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.saler.axonserver.EmptyDatabase;
import io.saler.failure.FailureDetails;
import io.saler.identity.Actor;
import io.saler.identity.Role;
import io.saler.identity.UserId;
import io.saler.journal.FindSaga;
import io.saler.journal.FindSagas;
import io.saler.journal.FoundSagas;
import io.saler.journal.RetrySaga;
import io.saler.journal.SagaFilter;
import io.saler.journal.SagaId;
import io.saler.journal.SagaJournal;
import io.saler.journal.SagaStatus;
import io.saler.journal.SagaView;
import io.saler.order.OrderId;
import io.saler.saga.RefusingRoom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.messaging.GenericMessage;
import org.axonframework.messaging.HandlerExecutionException;
import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.axonframework.queryhandling.QueryGateway;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.springframework.context.ConfigurableApplicationContext;

/** The real sagas in a room that is one for all tests of a process, with whatever these ask and do about them. */
abstract class RealSagas {

    static final Actor ADMINISTRATOR = Actor.user(Role.ADMIN, UserId.random());

    static final ConfigurableApplicationContext context = RefusingRoom.start(
            "--spring.datasource.url=" + EmptyDatabase.create().url(),
            "--spring.datasource.username=postgres",
            "--saler.order.payment-deadline=6s",
            "--saler.payment.gateway-timeout=300ms",
            "--saler.saga-journal.stuck-after=0s");
    static final RefusingRoom room = context.getBean(RefusingRoom.class);

    @AfterEach
    void leaveTheRoomAlone() {
        room.refuseNothing();
        room.letAllGo();
    }

    static Jdbi jdbi() {
        return context.getBean(Jdbi.class);
    }

    static OrderId place(String method) {
        OrderId order = OrderId.random();
        room.place(placed(order, method));
        return order;
    }

    static SagaJournal ended(OrderId order) {
        SagaView ended = await().atMost(Duration.ofSeconds(60))
                .until(() -> saga(order), saga -> saga != null && saga.status().isEnd());
        return journal(ended.sagaId(), 0, 200);
    }

    /** The saga of this order, or null when it has not begun. */
    static SagaView saga(OrderId order) {
        List<SagaView> found = find(about(order));
        return found.isEmpty() ? null : found.getFirst();
    }

    static FindSagas about(OrderId order) {
        return about(new SagaFilter.Association(null, order.toString()));
    }

    static FindSagas about(SagaFilter.Association association) {
        return some(null, null, association, null, null, 10);
    }

    static FindSagas anything() {
        return anything(null, 10);
    }

    static FindSagas anything(FindSagas.Place after, int limit) {
        return new FindSagas(SagaFilter.NONE, after, limit);
    }

    static FindSagas some(
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

    static List<SagaView> find(FindSagas query) {
        return ask(query, FoundSagas.class, ADMINISTRATOR).sagas();
    }

    static SagaJournal journal(SagaId saga, long after, int limit) {
        return ask(new FindSaga(saga, after, limit), SagaJournal.class, ADMINISTRATOR);
    }

    static <R> R ask(Object query, Class<R> answer, Actor actor) {
        return context.getBean(QueryGateway.class)
                .query(
                        new GenericMessage<>(query, Map.of(Actor.KEY, actor.toString())),
                        ResponseTypes.instanceOf(answer))
                .join();
    }

    static void retry(SagaId saga, Actor actor, String reason) {
        context.getBean(CommandGateway.class)
                .sendAndWait(GenericCommandMessage.asCommandMessage(new RetrySaga(saga, reason))
                        .andMetaData(Map.of(Actor.KEY, actor.toString())));
    }

    static void assertRefused(String type, org.assertj.core.api.ThrowableAssert.ThrowingCallable act) {
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
