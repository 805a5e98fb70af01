package io.saler.saga.journal;

import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import io.saler.journal.SagaId;
import io.saler.saga.task.Backoff;
import java.time.Duration;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The work on one portion of a batch. Those sagas of which nobody answers are asked again, for some minutes. */
@Configuration(proxyBeanMethods = false)
class SagaBatchTask {

    static final TaskDescriptor<SagaBatch> ACT = TaskDescriptor.of("act-on-sagas", SagaBatch.class);

    private static final Duration PAUSE = Duration.ofSeconds(5);
    private static final int MOST_ATTEMPTS = 100;

    @Bean
    Task<SagaBatch> actOnSagas(SagaBatchWorker worker) {
        return Tasks.custom(ACT)
                .onFailure(new Backoff<>())
                .execute((task, context) -> whatIsLeft(task.getData(), worker.carryOut(task.getData())));
    }

    private static CompletionHandler<SagaBatch> whatIsLeft(SagaBatch batch, List<SagaId> unanswered) {
        SagaBatch rest = batch.of(unanswered);
        return unanswered.isEmpty() || rest.attempt() == MOST_ATTEMPTS
                ? new CompletionHandler.OnCompleteRemove<>()
                : (done, operations) ->
                        operations.reschedule(done, done.getTimeDone().plus(PAUSE), rest);
    }
}
