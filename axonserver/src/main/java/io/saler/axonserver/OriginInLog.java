package io.saler.axonserver;

import java.util.List;
import org.axonframework.messaging.InterceptorChain;
import org.axonframework.messaging.Message;
import org.axonframework.messaging.MessageHandlerInterceptor;
import org.axonframework.messaging.MetaData;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * Puts on the log lines of whoever handles a message which request it goes back to and which message began it all, on
 * whatever thread and in whatever process that is.
 */
final class OriginInLog<M extends Message<?>> implements MessageHandlerInterceptor<M> {

    private static final List<String> KEYS = List.of("requestId", "correlationId");

    @Override
    public @Nullable Object handle(UnitOfWork<? extends M> work, InterceptorChain chain) throws Exception {
        MetaData origin = work.getMessage().getMetaData();
        // Who sends a command from within a handler goes on with its own message afterwards.
        List<@Nullable String> before =
                KEYS.stream().<@Nullable String>map(MDC::get).toList();
        for (String key : KEYS) {
            put(key, origin.get(key));
        }
        try {
            return chain.proceed();
        } finally {
            for (int each = 0; each < KEYS.size(); each++) {
                put(KEYS.get(each), before.get(each));
            }
        }
    }

    private static void put(String key, @Nullable Object value) {
        if (value == null) {
            MDC.remove(key);
        } else {
            MDC.put(key, value.toString());
        }
    }
}
