package io.saler.saga.journal.statistics;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import io.saler.journal.SagaStatistics.WorkQueue;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import org.springframework.stereotype.Component;

/** The work that waits for a worker, in the whole database: calls to the gateway, mails, deadlines. */
@Component
class WorkQueues {

    private static final String QUEUES = """
            select task_name,
                count(*) filter (where not picked) as waiting,
                count(*) filter (where not picked and execution_time <= now()) as due,
                count(*) filter (where picked) as running,
                count(*) filter (where consecutive_failures > 0) as failing,
                extract(epoch from now() - min(execution_time) filter (where not picked and execution_time <= now()))
                    * 1000 as oldest_due_ms,
                coalesce(max(consecutive_failures), 0) as most_failures
            from saga.scheduled_tasks
            group by task_name""";

    private final Jdbi database;
    private final List<String> names;
    private final Recent<List<WorkQueue>> queues = new Recent<>(List.of(), this::read);

    WorkQueues(Jdbi database, List<Task<?>> tasks) {
        this.database = database;
        this.names = tasks.stream()
                .filter(task -> !(task instanceof RecurringTask<?>))
                .map(Task::getName)
                .toList();
    }

    /** The names of those that are never missing. */
    List<String> names() {
        return names;
    }

    /** Those in which there is nothing too, by name. What recurs by itself is nobody's work. */
    List<WorkQueue> all() {
        return queues.get();
    }

    private List<WorkQueue> read() {
        Map<String, WorkQueue> queues = new TreeMap<>(names.stream()
                .collect(Collectors.toMap(Function.identity(), name -> new WorkQueue(name, 0, 0, 0, 0, null, 0))));
        database.useHandle(handle -> handle.createQuery(QUEUES)
                .map((row, context) -> new WorkQueue(
                        row.getString("task_name"),
                        row.getLong("waiting"),
                        row.getLong("due"),
                        row.getLong("running"),
                        row.getLong("failing"),
                        row.getObject("oldest_due_ms") == null ? null : Math.round(row.getDouble("oldest_due_ms")),
                        row.getLong("most_failures")))
                .forEach(queue -> queues.replace(queue.task(), queue)));
        return List.copyOf(queues.values());
    }
}
