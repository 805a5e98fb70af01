package io.saler.gateway.trace;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Carries the place in a trace from here to somewhere else, as W3C's {@code traceparent} and {@code tracestate}. */
public final class TraceContext {

    /** The name of the header, and of the entry of a message's metadata. */
    public static final String KEY = "traceparent";

    private static final W3CTraceContextPropagator W3C = W3CTraceContextPropagator.getInstance();

    private static final TextMapGetter<Map<String, ?>> ENTRIES = new TextMapGetter<>() {
        @Override
        public Iterable<String> keys(Map<String, ?> entries) {
            return entries.keySet();
        }

        @Override
        public @Nullable String get(@Nullable Map<String, ?> entries, String key) {
            return entries != null && entries.get(key) instanceof String text ? text : null;
        }
    };

    private TraceContext() {}

    /** Writes where this thread is; nothing when it is in no trace. */
    public static void write(Map<String, String> entries) {
        W3C.inject(Context.current(), entries, (carrier, name, value) -> entries.put(name, value));
    }

    /** What was written, for those who go on from there; the root when nothing was. */
    static Context read(Map<String, ?> entries) {
        return W3C.extract(Context.root(), entries, ENTRIES);
    }

    static <C> Context read(C carrier, TextMapGetter<C> getter) {
        return W3C.extract(Context.root(), carrier, getter);
    }

    /** The id of the trace that something with these entries is part of. */
    public static Optional<String> traceId(Map<String, ?> entries) {
        return Optional.of(Span.fromContext(read(entries)).getSpanContext())
                .filter(SpanContext::isValid)
                .map(SpanContext::getTraceId);
    }
}
