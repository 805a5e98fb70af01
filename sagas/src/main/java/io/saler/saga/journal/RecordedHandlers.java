package io.saler.saga.journal;

import org.axonframework.deadline.annotation.DeadlineHandler;
import org.axonframework.messaging.Message;
import org.axonframework.messaging.Scope;
import org.axonframework.messaging.annotation.HandlerEnhancerDefinition;
import org.axonframework.messaging.annotation.MessageHandlingMember;
import org.axonframework.messaging.annotation.WrappedMessageHandlingMember;
import org.axonframework.modelling.saga.AnnotatedSaga;
import org.axonframework.modelling.saga.SagaEventHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Has every message recorded that a saga handles. */
@Component
class RecordedHandlers implements HandlerEnhancerDefinition {

    private final Recordings recordings;

    RecordedHandlers(Recordings recordings) {
        this.recordings = recordings;
    }

    @Override
    public <T> MessageHandlingMember<T> wrapHandler(MessageHandlingMember<T> handler) {
        return handler.hasAnnotation(SagaEventHandler.class) || handler.hasAnnotation(DeadlineHandler.class)
                ? new Recorded<>(handler, recordings)
                : handler;
    }

    private static final class Recorded<T> extends WrappedMessageHandlingMember<T> {

        private final Recordings recordings;

        Recorded(MessageHandlingMember<T> handler, Recordings recordings) {
            super(handler);
            this.recordings = recordings;
        }

        /** Deadlines may be an aggregate's as well. */
        @Override
        @SuppressWarnings("NullAway") // Handlers without a result answer null.
        public Object handle(Message<?> message, @Nullable T target) throws Exception {
            Scope scope = Scope.getCurrentScope();
            return scope instanceof AnnotatedSaga<?> saga
                    ? recordings.record(saga, message, () -> super.handle(message, target))
                    : super.handle(message, target);
        }
    }
}
