package io.saler.saga.order;

import io.saler.saga.journal.SagaOutline;
import io.saler.saga.journal.Standing;
import io.saler.saga.journal.Standing.Course;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** A refund only goes forward: giving back is what it is for. */
@Component
final class RefundSagaOutline implements SagaOutline<RefundSaga> {

    @Override
    public Class<RefundSaga> saga() {
        return RefundSaga.class;
    }

    @Override
    public Map<String, String> about(RefundSaga saga) {
        return Map.of("orderId", saga.process().orderId().toString());
    }

    @Override
    public String retryDeadline() {
        return SteppingSaga.RETRY;
    }

    @Override
    public Standing standing(RefundSaga saga) {
        return new Standing(Course.FORWARD, step(saga.process()), saga.failure(), saga.attempts(), null);
    }

    /** What is to be done next, or else what it waits for: that the gateway gives the money back. */
    private static @Nullable String step(RefundProcess process) {
        List<Step> due = process.due();
        if (!due.isEmpty()) {
            return due.getFirst().action().name();
        }
        return process.isFinished() ? null : Step.Action.REFUND_PAYMENT.name();
    }
}
