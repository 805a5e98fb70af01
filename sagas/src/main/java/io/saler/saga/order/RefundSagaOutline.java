package io.saler.saga.order;

import io.saler.order.OrderRefundRequested;
import io.saler.saga.journal.SagaOutline;
import io.saler.saga.journal.Standing;
import io.saler.saga.journal.Standing.Course;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** A refund only goes forward: what was promised to somebody is not taken back, so there is only to try again. */
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
    public Collection<Mention> mentionedBy(Object message) {
        return message instanceof OrderRefundRequested requested
                ? Stream.concat(
                                Stream.of(new Mention(
                                        "paymentId", requested.paymentId().toString())),
                                requested.returned().stream()
                                        .map(item -> new Mention(
                                                "productId", item.productId().toString())))
                        .toList()
                : List.of();
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
