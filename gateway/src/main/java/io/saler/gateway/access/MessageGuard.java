package io.saler.gateway.access;

import io.saler.failure.Failure;
import io.saler.failure.Forbidden;
import io.saler.identity.Actor;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.axonframework.messaging.InterceptorChain;
import org.axonframework.messaging.Message;
import org.axonframework.messaging.MessageHandlerInterceptor;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.axonframework.queryhandling.QueryExecutionException;
import org.axonframework.queryhandling.QueryMessage;
import org.springframework.util.function.SingletonSupplier;

/**
 * Applies every feature's {@link MessageRules} where messages are handled. The actor that is written on a message by
 * the process that sent it is believed: only Saler's own processes are let onto the bus.
 */
final class MessageGuard<M extends Message<?>> implements MessageHandlerInterceptor<M> {

    private final Supplier<Map<Class<?>, MessageRule<?>>> rules;

    MessageGuard(Supplier<List<MessageRules>> features) {
        this.rules = SingletonSupplier.of(() -> features.get().stream()
                .flatMap(feature -> feature.messageRules().stream())
                .collect(Collectors.toUnmodifiableMap(MessageRule::type, Function.identity())));
    }

    @Override
    public Object handle(UnitOfWork<? extends M> unitOfWork, InterceptorChain chain) throws Exception {
        M message = unitOfWork.getMessage();
        try {
            check(message);
        } catch (Failure refused) {
            // Commands' failures are carried to another process by their bus; those of queries by this.
            throw message instanceof QueryMessage<?, ?>
                    ? new QueryExecutionException(refused.details().message(), refused, refused.details())
                    : refused;
        }
        return chain.proceed();
    }

    private void check(M message) {
        Actor actor = Actor.of(message.getMetaData());
        if (!actor.isSystem()) {
            MessageRule<?> rule = rules.get().get(message.getPayloadType());
            if (rule == null) {
                throw new Forbidden();
            }
            rule.apply(actor, message.getPayload());
        }
    }
}
