package io.saler.saga.order;

import io.saler.identity.Actor;
import io.saler.order.OrderRefundRequested;
import io.saler.payment.PaymentRefundRefused;
import io.saler.payment.PaymentRefunded;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.deadline.DeadlineManager;
import org.axonframework.modelling.saga.SagaEventHandler;
import org.axonframework.modelling.saga.StartSaga;
import org.axonframework.serialization.Revision;
import org.axonframework.spring.stereotype.Saga;

/** One refund's process in Axon, which is also what follows when a paid order is cancelled. */
@Saga
@ProcessingGroup("refund-saga")
@Revision("1")
@SuppressWarnings("NullAway.Init")
public class RefundSaga extends SteppingSaga {

    private RefundProcess process;

    @StartSaga
    @SagaEventHandler(associationProperty = "refundId")
    public void on(OrderRefundRequested event) {
        if (process == null) {
            process = new RefundProcess(event);
            goOn();
        }
    }

    @SagaEventHandler(associationProperty = "refundId")
    public void on(PaymentRefunded event) {
        process.on(event);
        goOn();
    }

    @SagaEventHandler(associationProperty = "refundId")
    public void on(PaymentRefundRefused event) {
        process.on(event);
        goOn();
    }

    @Override
    Actor actor() {
        return Actor.system("refund-saga");
    }

    @Override
    RefundProcess process() {
        return process;
    }

    @Override
    void keepDeadlines(DeadlineManager manager) {
        // The gateway is asked until it answers.
    }
}
