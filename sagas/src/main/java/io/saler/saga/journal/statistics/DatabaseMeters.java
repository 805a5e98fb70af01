package io.saler.saga.journal.statistics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.saler.journal.SagaStatistics.Unended;
import io.saler.journal.SagaStatistics.WorkQueue;
import io.saler.saga.journal.SagaOutline;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** How many sagas and tasks there are in the whole database, which every node tells alike. */
@Component
class DatabaseMeters implements MeterBinder {

    private final UnendedSagas sagas;
    private final WorkQueues queues;
    private final StuckSagas stuck;
    private final List<String> types;

    DatabaseMeters(UnendedSagas sagas, WorkQueues queues, StuckSagas stuck, List<SagaOutline<?>> outlines) {
        this.sagas = sagas;
        this.queues = queues;
        this.stuck = stuck;
        types = outlines.stream().map(outline -> outline.saga().getSimpleName()).toList();
    }

    @Override
    public void bindTo(MeterRegistry meters) {
        types.forEach(type -> {
            Gauge.builder("saler.sagas.stuck", () -> stuck.byType().getOrDefault(type, 0L))
                    .description("Sagas that do not succeed in what they try, or are in a step for too long")
                    .tag("type", type)
                    .register(meters);
            unended(type, "running", Unended::running, meters);
            unended(type, "compensating", Unended::compensating, meters);
            unended(type, "stuck", Unended::stuck, meters);
        });
        queues.names().forEach(task -> {
            tasks(task, "waiting", WorkQueue::waiting, meters);
            tasks(task, "due", WorkQueue::due, meters);
            tasks(task, "running", WorkQueue::running, meters);
            tasks(task, "failing", WorkQueue::failing, meters);
            TimeGauge.builder("saler.tasks.oldest.due", () -> oldestDueMs(task), TimeUnit.MILLISECONDS)
                    .description("For how long the oldest of the tasks whose time has come waits for a worker")
                    .tag("task", task)
                    .register(meters);
        });
    }

    private void unended(String type, String status, ToLongFunction<Unended> count, MeterRegistry meters) {
        Gauge.builder(
                        "saler.sagas.unended",
                        () -> sagas.byType().stream()
                                .filter(unended -> unended.type().equals(type))
                                .mapToLong(count)
                                .sum())
                .description("Sagas that have not ended")
                .tag("type", type)
                .tag("status", status)
                .register(meters);
    }

    private void tasks(String task, String state, ToLongFunction<WorkQueue> count, MeterRegistry meters) {
        Gauge.builder("saler.tasks", () -> of(task).mapToLong(count).sum())
                .description("Work for workers: calls to the gateway, mails, deadlines")
                .tag("task", task)
                .tag("state", state)
                .register(meters);
    }

    private long oldestDueMs(String task) {
        return of(task).mapToLong(queue -> queue.oldestDueMs() == null ? 0 : queue.oldestDueMs())
                .sum();
    }

    private Stream<WorkQueue> of(String task) {
        return queues.all().stream().filter(queue -> queue.task().equals(task));
    }
}
