package io.saler.saga.order;

import io.saler.saga.journal.SagaOutline;
import io.saler.saga.journal.Standing;
import io.saler.saga.journal.Standing.Course;
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
            case RESERVING, PAYING, AWAITING_CUSTOMER, SWITCHING, CONFIRMING -> Course.FORWARD;
            case CANCELLING, REJECTING -> Course.BACK;
            case WITHDRAWING -> Course.GIVEN_UP;
        };
        String reason = course == Course.FORWARD ? null : saga.process().whyGivenUp();
        return new Standing(course, phase.name(), saga.failure(), saga.attempts(), reason);
    }
}
