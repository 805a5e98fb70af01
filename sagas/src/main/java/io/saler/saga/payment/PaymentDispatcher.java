package io.saler.saga.payment;

import io.saler.payment.PaymentActionRequired;
import io.saler.payment.PaymentCancellationRequested;
import io.saler.payment.PaymentRefundRequested;
import io.saler.payment.PaymentRequested;
import io.saler.saga.task.Origin;
import io.saler.saga.task.TaskQueue;
import java.time.Instant;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DisallowReplay;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.Timestamp;
import org.springframework.stereotype.Component;

/**
 * Turns requests to take money, to give it back, or to wait for a customer, into tasks, in the transaction that notes
 * the events as handled.
 */
@Component
@ProcessingGroup("payment-gateway")
@DisallowReplay
class PaymentDispatcher {

    private final TaskQueue queue;
    private final PaymentSettings settings;

    PaymentDispatcher(TaskQueue queue, PaymentSettings settings) {
        this.queue = queue;
        this.settings = settings;
    }

    @EventHandler
    void on(PaymentRequested event, @Timestamp Instant at) {
        queue.add(PaymentTasks.CHARGE
                .instance(event.paymentId().toString())
                .data(new Charge(event.amount(), event.method(), at, Origin.ofWhatIsHandled()))
                .build());
    }

    /** The gateway may say by itself when the customer has acted; it is asked all the same, since that can be lost. */
    @EventHandler
    void on(PaymentActionRequired event) {
        var watch = new Watch(0, Origin.ofWhatIsHandled());
        queue.add(
                PaymentTasks.WATCH
                        .instance(event.paymentId().toString())
                        .data(watch)
                        .build(),
                watch.pause(settings.watchAfter()));
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
