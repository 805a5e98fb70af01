package io.saler.query;

import java.util.Arrays;
import java.util.List;
import org.axonframework.eventhandling.AnnotationEventHandlerAdapter;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.messaging.unitofwork.BatchingUnitOfWork;

/** Hands events to handlers as a streaming processor does: a batch in one unit of work, in one transaction. */
public final class EventFeed {

    private final TestDatabase database;
    private final List<AnnotationEventHandlerAdapter> handlers;

    public EventFeed(TestDatabase database, Object... handlers) {
        this.database = database;
        this.handlers =
                Arrays.stream(handlers).map(AnnotationEventHandlerAdapter::new).toList();
    }

    public void publish(DomainEventMessage<?>... batch) {
        publish(List.of(batch));
    }

    /** Throws what the batch failed with, after rolling it back. */
    public void publish(List<? extends DomainEventMessage<?>> batch) {
        var unit = new BatchingUnitOfWork<DomainEventMessage<?>>(List.copyOf(batch));
        unit.attachTransaction(database.transactions());
        var result = unit.executeWithResult(() -> {
            for (AnnotationEventHandlerAdapter handler : handlers) {
                handler.handle(unit.getMessage());
            }
            return null;
        });
        if (result.isExceptional()) {
            if (result.exceptionResult() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new AssertionError(result.exceptionResult());
        }
    }
}
