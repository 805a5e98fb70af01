package io.saler.saga.payment;

import io.saler.payment.PaymentId;
import io.saler.saga.task.Origin;
import io.saler.saga.task.TaskQueue;
import org.springframework.stereotype.Component;

/**
 * Takes in that a payment may stand elsewhere at the gateway now, so that it is asked at once. News may come twice,
 * late and in any order: the same news is one question, and what is believed is only the answer to it.
 */
@Component
public class PaymentNews {

    private final TaskQueue queue;

    PaymentNews(TaskQueue queue) {
        this.queue = queue;
    }

    /**
     * To be called within the request that brings the news. When it has returned, the question will be asked, whatever
     * happens to this process.
     *
     * @param news what tells these news from other ones about the same payment
     */
    public void about(PaymentId payment, String news) {
        queue.add(PaymentTasks.HEAR
                .instance(payment + "/" + news)
                .data(new Hearing(payment, Origin.ofRequest()))
                .build());
    }
}
