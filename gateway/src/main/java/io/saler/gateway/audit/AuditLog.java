package io.saler.gateway.audit;

import io.saler.failure.Failure;
import io.saler.gateway.access.Caller;
import io.saler.gateway.request.RequestId;
import io.saler.gateway.request.RequestOrigin;
import io.saler.identity.Actor;
import io.saler.value.Id;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Writes security-relevant acts to the logger {@value #NAME}, one line each: the act, its outcome, whom or what it is
 * about, who did it, in which request and from which network. All of it is made of ids and fixed words: no addresses,
 * no names, no tokens, and nothing that a client could break a line with. To be called on the thread of the request, or
 * with the metadata of a message.
 */
public final class AuditLog {

    public static final String NAME = "io.saler.audit";

    private static final Logger log = LoggerFactory.getLogger(NAME);
    private static final String SUCCEEDED = "success";
    private static final String NOBODY = "-";

    private AuditLog() {}

    /** @param subject whose or which one's access it is about; null for nobody known */
    public static void succeeded(Act act, @Nullable Id subject) {
        Caller caller = Caller.onThisThread();
        succeeded(act, subject, caller == null ? Actor.anonymous() : caller.actor());
    }

    /** For acts by which somebody becomes known, or that no request asked for. */
    public static void succeeded(Act act, @Nullable Id subject, Actor actor) {
        write(act, SUCCEEDED, subject, actor);
    }

    public static void refused(Act act, @Nullable Id subject, Failure why) {
        Caller caller = Caller.onThisThread();
        write(act, why.details().type(), subject, caller == null ? Actor.anonymous() : caller.actor());
    }

    /** Where a message is handled: its metadata say who asked, and from where. */
    public static void succeeded(Act act, @Nullable Id subject, Map<String, ?> metaData) {
        write(act, SUCCEEDED, subject, metaData);
    }

    /** The same for what was refused. */
    public static void refused(Act act, @Nullable Id subject, Failure why, Map<String, ?> metaData) {
        write(act, why.details().type(), subject, metaData);
    }

    private static void write(Act act, String outcome, @Nullable Id subject, Map<String, ?> metaData) {
        write(
                act,
                outcome,
                subject,
                Actor.of(metaData),
                text(metaData, RequestId.KEY),
                text(metaData, RequestOrigin.NETWORK));
    }

    private static @Nullable String text(Map<String, ?> metaData, String key) {
        return metaData.get(key) instanceof String value ? value : null;
    }

    private static void write(Act act, String outcome, @Nullable Id subject, Actor actor) {
        RequestOrigin origin = RequestOrigin.onThisThread();
        write(act, outcome, subject, actor, MDC.get(RequestId.KEY), origin == null ? null : origin.network());
    }

    private static void write(
            Act act,
            String outcome,
            @Nullable Id subject,
            Actor actor,
            @Nullable String requestId,
            @Nullable String network) {
        var facts = new LinkedHashMap<String, String>();
        facts.put("act", act.toString());
        facts.put("outcome", outcome);
        facts.put("subject", subject == null ? NOBODY : subject.toString());
        facts.put("actor", actor.toString());
        facts.put(RequestId.KEY, orNobody(requestId));
        facts.put(RequestOrigin.NETWORK, orNobody(network));
        LoggingEventBuilder line = log.atInfo();
        for (var fact : facts.entrySet()) {
            // The request is on every line already, and two of a name would spoil one that machines read.
            if (!fact.getKey().equals(RequestId.KEY)) {
                line = line.addKeyValue(fact.getKey(), fact.getValue());
            }
        }
        line.log(text(facts));
    }

    private static String orNobody(@Nullable String value) {
        return value == null ? NOBODY : value;
    }

    private static String text(Map<String, String> facts) {
        return facts.entrySet().stream()
                .map(fact -> fact.getKey() + "=" + fact.getValue())
                .collect(Collectors.joining(" "));
    }
}
