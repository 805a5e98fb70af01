package io.saler.saga.task;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.event.ExecutionInterceptor;
import com.github.kagkarlsson.scheduler.event.SchedulerListener;
import com.github.kagkarlsson.scheduler.logging.LogLevel;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import io.saler.axonserver.schema.SchemaMigration;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.config.ConfigurationScopeAwareProvider;
import org.axonframework.deadline.DeadlineManagerSpanFactory;
import org.axonframework.deadline.dbscheduler.DbSchedulerBinaryDeadlineDetails;
import org.axonframework.deadline.dbscheduler.DbSchedulerDeadlineManager;
import org.axonframework.serialization.Serializer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Durable tasks and deadlines, in the database and the transaction of the events that ask for them. */
@Configuration(proxyBeanMethods = false)
class TaskConfiguration {

    /** The schema is asked for so that no task is looked for before its table exists. */
    @Bean(destroyMethod = "")
    Scheduler scheduler(
            TaskConnections connections,
            List<Task<?>> tasks,
            List<RecurringTask<?>> recurring,
            List<SchedulerListener> listeners,
            List<ExecutionInterceptor> interceptors,
            TaskSettings settings,
            SchemaMigration migrated) {
        List<Task<?>> onDemand =
                tasks.stream().filter(task -> !recurring.contains(task)).toList();
        var builder = Scheduler.create(connections.source(), onDemand);
        listeners.forEach(builder::addSchedulerListener);
        interceptors.forEach(builder::addExecutionInterceptor);
        return builder.startTasks(recurring)
                .tableName("saga.scheduled_tasks")
                .serializer(new TaskJson())
                // Unlike the default, the host's name, this tells apart processes on one machine.
                .schedulerName(new SchedulerName.Fixed(UUID.randomUUID().toString()))
                .threads(settings.concurrency())
                .executorService(Executors.newThreadPerTaskExecutor(
                        Thread.ofVirtual().name("task-", 0).factory()))
                .pollUsingLockAndFetch(0.5, 1.0)
                .pollingInterval(settings.polling())
                .heartbeatInterval(settings.heartbeat())
                .missedHeartbeatsLimit(4)
                .shutdownMaxWait(Duration.ofSeconds(5))
                .failureLogging(LogLevel.INFO, false)
                .build();
    }

    /** In the place of Axon's own task, so that a failing deadline is repeated soon instead of after minutes. */
    @Bean
    @Qualifier("deadlineDetailsTask")
    Task<DbSchedulerBinaryDeadlineDetails> deadlineTask(ObjectProvider<DbSchedulerDeadlineManager> deadlines) {
        Task<DbSchedulerBinaryDeadlineDetails> axons = DbSchedulerDeadlineManager.binaryTask(deadlines::getObject);
        return Tasks.custom(axons.getName(), DbSchedulerBinaryDeadlineDetails.class)
                .onFailure(new Backoff<>())
                .execute(axons::execute);
    }

    @Bean
    DbSchedulerDeadlineManager deadlineManager(
            Scheduler scheduler,
            @Qualifier("deadlineDetailsTask") Task<?> deadlineTask,
            Serializer serializer,
            TransactionManager transactionManager,
            org.axonframework.config.Configuration configuration) {
        var deadlines = DbSchedulerDeadlineManager.builder()
                .scheduler(scheduler)
                .serializer(serializer)
                .transactionManager(transactionManager)
                .scopeAwareProvider(new ConfigurationScopeAwareProvider(configuration))
                .spanFactory(configuration.getComponent(DeadlineManagerSpanFactory.class))
                .startScheduler(false)
                .stopScheduler(false);
        return new Deadlines(deadlines, scheduler, deadlineTask.getName());
    }
}
