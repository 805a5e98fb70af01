package io.saler.saga.journal.statistics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.saler.journal.SagaStatistics.Unended;
import io.saler.journal.SagaStatistics.WorkQueue;
import io.saler.saga.journal.SagaOutline;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** How many sagas and tasks there are in the whole database, which every node tells alike. */
@Component
class DatabaseMeters implements MeterBinder {

    private final Recent<Map<String, Unended>> sagas;
    private final Recent<Map<String, WorkQueue>> queues;
    private final StuckSagas stuck;
    private final List<String> types;
    private final List<String> tasks;

    DatabaseMeters(StatisticsTable statistics, WorkQueues work, StuckSagas stuck, List<SagaOutline<?>> outlines) {
        this.stuck = stuck;
        types = outlines.stream().map(outline -> outline.saga().getSimpleName()).toList();
        tasks = work.names();
        sagas = new Recent<>(
                Map.of(),
                () -> statistics.unended().stream().collect(Collectors.toMap(Unended::type, Function.identity())));
        queues = new Recent<>(
                Map.of(), () -> work.all().stream().collect(Collectors.toMap(WorkQueue::task, Function.identity())));
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
        tasks.forEach(task -> {
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
        Gauge.builder("saler.sagas.unended", () -> {
                    Unended ofType = sagas.get().get(type);
                    return ofType == null ? 0 : count.applyAsLong(ofType);
                })
                .description("Sagas that have not ended")
                .tag("type", type)
                .tag("status", status)
                .register(meters);
    }

    private void tasks(String task, String state, ToLongFunction<WorkQueue> count, MeterRegistry meters) {
        Gauge.builder("saler.tasks", () -> {
                    WorkQueue queue = queues.get().get(task);
                    return queue == null ? 0 : count.applyAsLong(queue);
                })
                .description("Work for workers: calls to the gateway, mails, deadlines")
                .tag("task", task)
                .tag("state", state)
                .register(meters);
    }

    private long oldestDueMs(String task) {
        WorkQueue queue = queues.get().get(task);
        return queue == null || queue.oldestDueMs() == null ? 0 : queue.oldestDueMs();
    }
}
