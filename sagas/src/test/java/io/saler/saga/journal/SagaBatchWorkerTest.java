package io.saler.saga.journal;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.Task;
import io.github.resilience4j.bulkhead.BulkheadFullException;
import io.saler.identity.Actor;
import io.saler.identity.Role;
import io.saler.identity.UserId;
import io.saler.journal.RetrySaga;
import io.saler.journal.SagaAction;
import io.saler.journal.SagaId;
import io.saler.saga.Commands;
import io.saler.saga.task.Origin;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.commandhandling.gateway.DefaultCommandGateway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class SagaBatchWorkerTest {

    private final SimpleCommandBus bus = SimpleCommandBus.builder().build();
    private final SagaBatchWorker worker = new SagaBatchWorker(
            new Commands(DefaultCommandGateway.builder().commandBus(bus).build()));

    /** Whatever nobody answers would have all of the workers otherwise, and no order would go on. */
    @Test
    void twoPortionsAreUnderWayAtOnceAndNoMore() throws InterruptedException {
        var asked = new CountDownLatch(2);
        var answer = new CountDownLatch(1);
        bus.subscribe(RetrySaga.class.getName(), command -> {
            asked.countDown();
            answer.await();
            return null;
        });
        List<CompletableFuture<List<SagaId>>> two = Stream.of(1, 2)
                .map(each ->
                        CompletableFuture.supplyAsync(() -> worker.carryOut(portion()), Thread::startVirtualThread))
                .toList();
        assertThat(asked.await(30, SECONDS)).isTrue();

        assertThatExceptionOfType(BulkheadFullException.class).isThrownBy(() -> worker.carryOut(portion()));

        answer.countDown();
        assertThat(two).extracting(CompletableFuture::join).containsOnly(List.of());
        assertThat(worker.carryOut(portion())).isEmpty();
    }

    /** Those who asked for it have forgotten it by then. */
    @Test
    void afterItsTimeNothingIsDoneAndThatIsSaid(CapturedOutput output) {
        var asked = new AtomicInteger();
        bus.subscribe(RetrySaga.class.getName(), command -> asked.incrementAndGet());
        Task<SagaBatch> task = new SagaBatchTask().actOnSagas(worker);
        SagaBatch late = portion(Instant.now());

        assertThat(worker.carryOut(late)).isEqualTo(late.sagas());

        assertThat(task.execute(SagaBatchTask.ACT.instance("late").data(late).build(), null))
                .isInstanceOf(CompletionHandler.OnCompleteRemove.class);
        assertThat(asked).hasValue(0);
        assertThat(output).contains("Time is over for 1 sagas");
    }

    @Test
    void whatNobodyAnswersIsAskedAgainInTime() {
        Task<SagaBatch> task = new SagaBatchTask().actOnSagas(worker);

        assertThat(task.execute(SagaBatchTask.ACT.instance("open").data(portion()).build(), null))
                .isNotInstanceOf(CompletionHandler.OnCompleteRemove.class);
    }

    private static SagaBatch portion() {
        return portion(Instant.now().plusSeconds(600));
    }

    private static SagaBatch portion(Instant until) {
        return new SagaBatch(
                SagaAction.RETRY,
                List.of(SagaId.random()),
                Actor.user(Role.ADMIN, UserId.random()).toString(),
                "The books agree",
                Origin.orUnknown(null),
                until,
                1);
    }
}
