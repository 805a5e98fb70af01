package io.saler.saga.task;

import io.saler.gateway.message.MessageOrigin;
import io.saler.gateway.trace.TraceContext;
import io.saler.identity.Actor;
import java.util.HashMap;
import java.util.Map;
import org.axonframework.messaging.MetaData;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.jspecify.annotations.Nullable;

/**
 * What a task goes back to, kept with it: the commands of whoever works on it follow from the event that asked for it,
 * although that was handled long before, and are in the same trace. Who acts is not part of it, for that is the worker.
 *
 * @param entries the metadata of messages that follow from it
 */
public record Origin(Map<String, String> entries) {

    private static final Origin UNKNOWN = new Origin(Map.of());

    public Origin {
        entries = Map.copyOf(entries);
    }

    /** That of everything which follows from the message being handled on this thread. */
    public static Origin ofWhatIsHandled() {
        return withoutActor(CurrentUnitOfWork.correlationData());
    }

    /** That of everything which follows from the request that this thread works for. */
    public static Origin ofRequest() {
        return withoutActor(MessageOrigin.onThisThread());
    }

    private static Origin withoutActor(Map<String, ?> metaData) {
        var entries = new HashMap<String, String>();
        metaData.forEach((name, value) -> entries.put(name, value.toString()));
        entries.remove(Actor.KEY);
        TraceContext.write(entries);
        return new Origin(entries);
    }

    /** A task of an earlier version has none. */
    public static Origin orUnknown(@Nullable Origin origin) {
        return origin == null ? UNKNOWN : origin;
    }

    /** The metadata of a command that this actor sends for the task. */
    public MetaData by(Actor actor) {
        return MetaData.from(entries).and(Actor.KEY, actor.toString());
    }
}
