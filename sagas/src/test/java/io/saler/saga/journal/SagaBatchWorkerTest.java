package io.saler.saga.journal;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.resilience4j.bulkhead.BulkheadFullException;
import io.saler.identity.Actor;
import io.saler.identity.Role;
import io.saler.identity.UserId;
import io.saler.journal.RetrySaga;
import io.saler.journal.SagaAction;
import io.saler.journal.SagaId;
import io.saler.saga.Commands;
import io.saler.saga.task.Origin;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.commandhandling.gateway.DefaultCommandGateway;
import org.junit.jupiter.api.Test;

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
                .map(each -> CompletableFuture.supplyAsync(() -> worker.carryOut(portion()), Thread::startVirtualThread))
                .toList();
        assertThat(asked.await(30, SECONDS)).isTrue();

        assertThatExceptionOfType(BulkheadFullException.class).isThrownBy(() -> worker.carryOut(portion()));

        answer.countDown();
        assertThat(two).extracting(CompletableFuture::join).containsOnly(List.of());
        assertThat(worker.carryOut(portion())).isEmpty();
    }

    private static SagaBatch portion() {
        return new SagaBatch(
                SagaAction.RETRY,
                List.of(SagaId.random()),
                Actor.user(Role.ADMIN, UserId.random()).toString(),
                "The books agree",
                Origin.orUnknown(null),
                0);
    }
}
