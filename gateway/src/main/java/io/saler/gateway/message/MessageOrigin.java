package io.saler.gateway.message;

import io.saler.gateway.access.Caller;
import io.saler.gateway.access.StoreKey;
import io.saler.gateway.request.RequestId;
import io.saler.gateway.request.RequestOrigin;
import io.saler.identity.Actor;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.axonframework.messaging.Message;
import org.axonframework.messaging.MessageDispatchInterceptor;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * Writes on every command and query who caused it, in which request and from where. Runs on the sender's thread, the
 * only one that knows; a message that already says so, because it follows from an event or was sent on purpose in
 * another's name, is left as it is.
 */
public final class MessageOrigin<M extends Message<?>> implements MessageDispatchInterceptor<M> {

    private static final String BY_KEY = "api-key";

    @Override
    @SuppressWarnings("unchecked") // A message with more metadata is the same kind of message.
    public BiFunction<Integer, M, M> handle(List<? extends M> messages) {
        Map<String, Object> here = onThisThread();
        return (index, message) -> {
            var origin = new HashMap<String, Object>(here);
            origin.keySet().removeAll(message.getMetaData().keySet());
            return origin.isEmpty() ? message : (M) message.andMetaData(origin);
        };
    }

    /** The metadata that says all this, for whoever sends a message later and on another thread. */
    public static Map<String, Object> onThisThread() {
        var origin = new HashMap<String, Object>();
        Caller caller = Caller.onThisThread();
        origin.put(Actor.KEY, (caller == null ? Actor.anonymous() : caller.actor()).toString());
        put(origin, RequestId.KEY, MDC.get(RequestId.KEY));
        RequestOrigin request = RequestOrigin.onThisThread();
        if (request != null) {
            put(origin, RequestOrigin.NETWORK, request.network());
            put(origin, RequestOrigin.VIA, caller instanceof StoreKey ? BY_KEY : request.program());
        }
        return origin;
    }

    private static void put(Map<String, Object> origin, String name, @Nullable String value) {
        if (value != null) {
            origin.put(name, value);
        }
    }
}
