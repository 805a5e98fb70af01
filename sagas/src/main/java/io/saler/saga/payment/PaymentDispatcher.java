package io.saler.saga.payment;

import io.saler.payment.PaymentCancellationRequested;
import io.saler.payment.PaymentRefundRequested;
import io.saler.payment.PaymentRequested;
import io.saler.saga.task.Origin;
import io.saler.saga.task.TaskQueue;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DisallowReplay;
import org.axonframework.eventhandling.EventHandler;
import org.springframework.stereotype.Component;

/**
 * Turns requests to take money, or to give it back, into tasks, in the transaction that notes the events as handled.
 */
@Component
@ProcessingGroup("payment-gateway")
@DisallowReplay
class PaymentDispatcher {

    private final TaskQueue queue;

    PaymentDispatcher(TaskQueue queue) {
        this.queue = queue;
    }

    @EventHandler
    void on(PaymentRequested event) {
        queue.add(PaymentTasks.CHARGE
                .instance(event.paymentId().toString())
                .data(new Charge(event.amount(), event.method(), Origin.ofWhatIsHandled()))
                .build());
    }

    @EventHandler
    void on(PaymentCancellationRequested event) {
        queue.add(PaymentTasks.CANCEL
                .instance(event.paymentId().toString())
                .data(Origin.ofWhatIsHandled())
                .build());
    }

    @EventHandler
    void on(PaymentRefundRequested event) {
        queue.add(PaymentTasks.REFUND
                .instance(event.refundId().toString())
                .data(new Repayment(event.paymentId(), event.amount(), Origin.ofWhatIsHandled()))
                .build());
    }
}
