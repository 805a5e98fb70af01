package io.saler.saga.payment;

import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import io.saler.payment.PaymentId;
import io.saler.payment.RefundId;
import io.saler.saga.task.Backoff;
import io.saler.saga.task.Origin;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The work to be done at the gateway. A task ends only when Saler has recorded what the gateway answered. */
@Configuration(proxyBeanMethods = false)
class PaymentTasks {

    static final TaskDescriptor<Charge> CHARGE = TaskDescriptor.of("charge-payment", Charge.class);
    static final TaskDescriptor<Watch> WATCH = TaskDescriptor.of("watch-payment", Watch.class);
    static final TaskDescriptor<Hearing> HEAR = TaskDescriptor.of("hear-of-payment", Hearing.class);
    static final TaskDescriptor<Origin> CANCEL = TaskDescriptor.of("cancel-payment", Origin.class);
    static final TaskDescriptor<Repayment> REFUND = TaskDescriptor.of("refund-payment", Repayment.class);

    @Bean
    Task<Charge> chargePayment(GatewayCalls calls) {
        return Tasks.oneTime(CHARGE)
                .onFailure(new Backoff<>())
                .execute((task, context) -> calls.charge(PaymentId.of(task.getId()), task.getData()));
    }

    /** Asks again and again, until the payment has ended: at the latest when the order has waited long enough. */
    @Bean
    Task<Watch> watchPayment(GatewayCalls calls, PaymentSettings settings) {
        return Tasks.custom(WATCH)
                .onFailure(new Backoff<>())
                .execute((task, context) ->
                        calls.resume(PaymentId.of(task.getId()), task.getData().origin())
                                ? new CompletionHandler.OnCompleteRemove<>()
                                : askingAgain(task.getData().askedAgain(), settings));
    }

    private static CompletionHandler<Watch> askingAgain(Watch next, PaymentSettings settings) {
        return (done, operations) ->
                operations.reschedule(done, done.getTimeDone().plus(next.pause(settings.watchAfter())), next);
    }

    @Bean
    Task<Hearing> hearOfPayment(GatewayCalls calls) {
        return Tasks.oneTime(HEAR)
                .onFailure(new Backoff<>())
                .execute((task, context) ->
                        calls.resume(task.getData().payment(), task.getData().origin()));
    }

    @Bean
    Task<Origin> cancelPayment(GatewayCalls calls) {
        return Tasks.oneTime(CANCEL)
                .onFailure(new Backoff<>())
                .execute((task, context) -> calls.cancel(PaymentId.of(task.getId()), Origin.orUnknown(task.getData())));
    }

    @Bean
    Task<Repayment> refundPayment(GatewayCalls calls) {
        return Tasks.oneTime(REFUND)
                .onFailure(new Backoff<>())
                .execute((task, context) -> calls.refund(RefundId.of(task.getId()), task.getData()));
    }
}
