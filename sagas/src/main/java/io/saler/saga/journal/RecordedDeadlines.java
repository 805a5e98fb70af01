package io.saler.saga.journal;

import java.time.Instant;
import org.axonframework.common.Registration;
import org.axonframework.deadline.DeadlineManager;
import org.axonframework.deadline.DeadlineMessage;
import org.axonframework.messaging.MessageDispatchInterceptor;
import org.axonframework.messaging.MessageHandlerInterceptor;
import org.axonframework.messaging.ScopeDescriptor;
import org.jspecify.annotations.Nullable;

/** Sets and calls off deadlines by another manager, and has it recorded when a saga does so. */
record RecordedDeadlines(DeadlineManager deadlines) implements DeadlineManager {

    @Override
    public String schedule(Instant due, String name, @Nullable Object payload, ScopeDescriptor scope) {
        String id = deadlines.schedule(due, name, payload, scope);
        SagaRecording recording = Recordings.underWay();
        if (recording != null) {
            recording.set(name, due, id);
        }
        return id;
    }

    @Override
    public void cancelSchedule(String name, String id) {
        deadlines.cancelSchedule(name, id);
        cancelled(name);
    }

    /** Of all sagas, whose recordings are not at hand. */
    @Override
    public void cancelAll(String name) {
        deadlines.cancelAll(name);
    }

    @Override
    public void cancelAllWithinScope(String name, ScopeDescriptor scope) {
        deadlines.cancelAllWithinScope(name, scope);
        cancelled(name);
    }

    private static void cancelled(String name) {
        SagaRecording recording = Recordings.underWay();
        if (recording != null) {
            recording.cancelled(name);
        }
    }

    @Override
    public Registration registerDispatchInterceptor(
            MessageDispatchInterceptor<? super DeadlineMessage<?>> interceptor) {
        return deadlines.registerDispatchInterceptor(interceptor);
    }

    @Override
    public Registration registerHandlerInterceptor(MessageHandlerInterceptor<? super DeadlineMessage<?>> interceptor) {
        return deadlines.registerHandlerInterceptor(interceptor);
    }

    @Override
    public void shutdown() {
        deadlines.shutdown();
    }
}
