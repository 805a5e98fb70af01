package io.saler.saga.journal;

import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import io.saler.journal.SagaId;
import io.saler.saga.task.Backoff;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The work on one portion of a batch. Those sagas of which nobody answers are asked again until its time is over. */
@Configuration(proxyBeanMethods = false)
class SagaBatchTask {

    static final TaskDescriptor<SagaBatch> ACT = TaskDescriptor.of("act-on-sagas", SagaBatch.class);

    private static final Logger LOG = LoggerFactory.getLogger(SagaBatchTask.class);

    private static final Duration PAUSE = Duration.ofSeconds(5);

    @Bean
    Task<SagaBatch> actOnSagas(SagaBatchWorker worker) {
        return Tasks.custom(ACT)
                .onFailure(new Backoff<>())
                .execute((task, context) -> whatIsLeft(task.getData(), worker.carryOut(task.getData())));
    }

    private static CompletionHandler<SagaBatch> whatIsLeft(SagaBatch batch, List<SagaId> unanswered) {
        if (!unanswered.isEmpty() && batch.isOver()) {
            LOG.warn("Time is over for {} sagas of which nobody answered to {}", unanswered.size(), batch.action());
        }
        return unanswered.isEmpty() || batch.isOver()
                ? new CompletionHandler.OnCompleteRemove<>()
                : (done, operations) ->
                        operations.reschedule(done, done.getTimeDone().plus(PAUSE), batch.of(unanswered));
    }
}
