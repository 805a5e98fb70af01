package io.saler.saga.task;

import com.github.kagkarlsson.scheduler.event.ExecutionChain;
import com.github.kagkarlsson.scheduler.event.ExecutionInterceptor;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.ExecutionContext;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import io.saler.gateway.trace.Spans;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Has each attempt at a task be part of the trace of what had asked for it. */
@Component
class TaskSpans implements ExecutionInterceptor {

    private final Spans spans;

    TaskSpans(Spans spans) {
        this.spans = spans;
    }

    @Override
    public CompletionHandler<?> execute(TaskInstance<?> task, ExecutionContext context, ExecutionChain chain) {
        try {
            return spans.ofWork(
                    task.getTaskName(),
                    Origin.orUnknown(origin(task.getData())).entries(),
                    () -> chain.proceed(task, context));
        } catch (RuntimeException failure) {
            throw failure;
        } catch (Exception impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static @Nullable Origin origin(@Nullable Object data) {
        return switch (data) {
            case FollowUp following -> following.origin();
            case Origin origin -> origin;
            case null, default -> null;
        };
    }
}
