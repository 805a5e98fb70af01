package io.saler.saga.order;

import static java.util.Objects.requireNonNull;

import io.saler.journal.SagaAction;
import io.saler.order.CancelOrder;
import io.saler.order.GiveUpOrder;
import io.saler.order.OrderId;
import io.saler.order.OrderPlaced;
import io.saler.saga.journal.SagaOutline;
import io.saler.saga.journal.Standing;
import io.saler.saga.journal.Standing.Course;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/** An order goes forward until it is given up, for whatever reason. */
@Component
final class OrderSagaOutline implements SagaOutline<OrderSaga> {

    @Override
    public Class<OrderSaga> saga() {
        return OrderSaga.class;
    }

    @Override
    public Map<String, String> about(OrderSaga saga) {
        OrderProcess process = saga.process();
        return Map.of(
                "customerId",
                process.customerId().toString(),
                "paymentId",
                process.paymentId().toString());
    }

    @Override
    public Collection<Mention> mentionedBy(Object message) {
        return message instanceof OrderPlaced placed
                ? placed.lines().stream()
                        .map(line -> new Mention("productId", line.productId().toString()))
                        .toList()
                : List.of();
    }

    @Override
    public String retryDeadline() {
        return SteppingSaga.RETRY;
    }

    @Override
    public Set<String> stepsOfSomebody() {
        return Set.of(OrderProcess.Phase.AWAITING_CUSTOMER.name());
    }

    @Override
    public Standing standing(OrderSaga saga) {
        OrderProcess.Phase phase = saga.process().phase();
        Course course = switch (phase) {
            case RESERVING, PAYING, AWAITING_CUSTOMER, SWITCHING -> Course.FORWARD;
            case CONFIRMING -> saga.process().isTakenBack() ? Course.TAKEN_BACK : Course.FORWARD;
            case CANCELLING, REJECTING -> Course.BACK;
            case WITHDRAWING -> Course.GIVEN_UP;
        };
        return new Standing(
                course,
                phase.name(),
                saga.failure(),
                saga.attempts(),
                saga.process().reason());
    }

    /** Whoever is to hear why gives up what is theirs by cancelling; otherwise it is Saler that gives up. */
    @Override
    public Map<SagaAction, Intervention> interventions() {
        return Map.of(
                SagaAction.CANCEL, (about, reason) -> new CancelOrder(order(about), reason),
                SagaAction.COMPENSATE, (about, reason) -> new GiveUpOrder(order(about)));
    }

    private static OrderId order(Map<String, String> about) {
        return OrderId.of(requireNonNull(about.get("orderId"), "Every order's saga is about one"));
    }
}
