package io.saler.saga.order;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.axonframework.common.Registration;
import org.axonframework.deadline.DeadlineManager;
import org.axonframework.deadline.DeadlineMessage;
import org.axonframework.messaging.MessageDispatchInterceptor;
import org.axonframework.messaging.MessageHandlerInterceptor;
import org.axonframework.messaging.ScopeDescriptor;

/** Deadlines that pass when the model says so. */
final class ModelDeadlines implements DeadlineManager {

    record Scheduled(String name, String id, ScopeDescriptor scope) {}

    private List<Scheduled> open = new ArrayList<>();

    List<Scheduled> open() {
        return List.copyOf(open);
    }

    Object snapshot() {
        return List.copyOf(open);
    }

    @SuppressWarnings("unchecked")
    void restore(Object snapshot) {
        open = new ArrayList<>((List<Scheduled>) snapshot);
    }

    void remove(Scheduled passed) {
        open.remove(passed);
    }

    @Override
    public String schedule(Instant when, String name, Object payload, ScopeDescriptor scope) {
        String id = UUID.randomUUID().toString();
        open.add(new Scheduled(name, id, scope));
        return id;
    }

    @Override
    public void cancelSchedule(String name, String id) {
        open.removeIf(each -> each.id().equals(id));
    }

    @Override
    public void cancelAll(String name) {
        open.removeIf(each -> each.name().equals(name));
    }

    @Override
    public void cancelAllWithinScope(String name, ScopeDescriptor scope) {
        open.removeIf(each -> each.name().equals(name) && each.scope().equals(scope));
    }

    @Override
    public Registration registerDispatchInterceptor(MessageDispatchInterceptor<? super DeadlineMessage<?>> unused) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Registration registerHandlerInterceptor(MessageHandlerInterceptor<? super DeadlineMessage<?>> unused) {
        throw new UnsupportedOperationException();
    }
}
