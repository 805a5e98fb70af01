package io.saler.gateway.message;

import io.saler.gateway.access.CurrentUser;
import io.saler.gateway.request.RequestId;
import io.saler.identity.Actor;
import java.util.HashMap;
import java.util.List;
import java.util.function.BiFunction;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.messaging.MessageDispatchInterceptor;
import org.slf4j.MDC;

/**
 * Writes on every command who caused it and in which request. Runs on the sender's thread, the only one that knows; a
 * command that already says so, because it follows from an event or was sent on purpose in another's name, is left as
 * it is.
 */
final class CommandOrigin implements MessageDispatchInterceptor<CommandMessage<?>> {

    @Override
    public BiFunction<Integer, CommandMessage<?>, CommandMessage<?>> handle(
            List<? extends CommandMessage<?>> commands) {
        CurrentUser user = CurrentUser.onThisThread();
        Actor actor = user == null ? Actor.anonymous() : user.actor();
        String requestId = MDC.get(RequestId.KEY);
        return (index, command) -> {
            var origin = new HashMap<String, Object>();
            if (!command.getMetaData().containsKey(Actor.KEY)) {
                origin.put(Actor.KEY, actor.toString());
            }
            if (requestId != null && !command.getMetaData().containsKey(RequestId.KEY)) {
                origin.put(RequestId.KEY, requestId);
            }
            return origin.isEmpty() ? command : command.andMetaData(origin);
        };
    }
}
