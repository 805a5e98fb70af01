package io.saler.saga.order;

import io.saler.saga.journal.SagaOutline;
import io.saler.saga.journal.Standing;
import io.saler.saga.journal.Standing.Course;
import java.util.List;
import java.util.Map;
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
        List<Step> due = saga.process().due();
        String step = due.isEmpty() ? null : due.getFirst().action().name();
        return new Standing(Course.FORWARD, step, saga.failure(), saga.attempts());
    }
}
