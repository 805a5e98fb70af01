package io.saler.gateway.trace;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.util.Map;
import java.util.concurrent.Callable;

/** Says when something was done, and whether it failed, in the trace that it is part of. */
public final class Spans {

    private final Tracer tracer;

    public Spans(Tracer tracer) {
        this.tracer = tracer;
    }

    /** Work that was put off, in the trace that these entries tell of; in none, if they do not. */
    public <T> T ofWork(String name, Map<String, ?> entries, Callable<T> work) throws Exception {
        return entries.containsKey(TraceContext.KEY)
                ? during(name, SpanKind.CONSUMER, TraceContext.read(entries), work)
                : work.call();
    }

    /** A call to somebody else, in the trace that this thread is in; in none, if it is in none. */
    public <T> T ofCall(String name, Callable<T> call) throws Exception {
        return Span.current().getSpanContext().isValid()
                ? during(name, SpanKind.CLIENT, Context.current(), call)
                : call.call();
    }

    /** The same thing on another thread, where it is in the trace that this thread is in. */
    public static <T> Callable<T> goingOn(Callable<T> work) {
        return Context.current().wrap(work);
    }

    private <T> T during(String name, SpanKind kind, Context parent, Callable<T> work) throws Exception {
        Span span = tracer.spanBuilder(name).setSpanKind(kind).setParent(parent).startSpan();
        try (Scope _ = span.makeCurrent()) {
            return work.call();
        } catch (Exception failure) {
            failed(span, failure);
            throw failure;
        } finally {
            span.end();
        }
    }

    /** Without the message, which may quote somebody. */
    static void failed(Span span, Throwable failure) {
        span.setStatus(StatusCode.ERROR);
        span.setAttribute("error.type", failure.getClass().getName());
    }
}
