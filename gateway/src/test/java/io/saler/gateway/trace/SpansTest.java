package io.saler.gateway.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SpansTest {

    private final InMemorySpanExporter ended = InMemorySpanExporter.create();
    private final SdkTracerProvider provider = SdkTracerProvider.builder()
            .addSpanProcessor(SimpleSpanProcessor.create(ended))
            .build();
    private final Tracer tracer = provider.get("test");
    private final Spans spans = new Spans(tracer);

    @AfterEach
    void close() {
        provider.close();
    }

    /** What is written where a span is under way. */
    private Map<String, String> written() {
        var entries = new HashMap<String, String>();
        Span request = tracer.spanBuilder("request").startSpan();
        try (Scope _ = request.makeCurrent()) {
            TraceContext.write(entries);
        }
        request.end();
        return entries;
    }

    @Test
    void workThatWasPutOffGoesOnInTheTraceThatAskedForIt() throws Exception {
        Map<String, String> entries = written();

        String answer = spans.ofWork("charge", entries, () -> spans.ofCall("gateway", () -> "done"));

        assertThat(answer).isEqualTo("done");
        assertThat(ended.getFinishedSpanItems())
                .extracting(SpanData::getName)
                .containsExactly("request", "gateway", "charge");
        SpanData request = ended.getFinishedSpanItems().get(0);
        SpanData call = ended.getFinishedSpanItems().get(1);
        SpanData work = ended.getFinishedSpanItems().get(2);
        assertThat(work.getParentSpanId()).isEqualTo(request.getSpanId());
        assertThat(work.getTraceId()).isEqualTo(request.getTraceId());
        assertThat(work.getKind()).isEqualTo(SpanKind.CONSUMER);
        assertThat(call.getParentSpanId()).isEqualTo(work.getSpanId());
        assertThat(call.getKind()).isEqualTo(SpanKind.CLIENT);
        assertThat(TraceContext.traceId(entries)).contains(request.getTraceId());
    }

    @Test
    void whatIsInNoTraceHasNoSpans() throws Exception {
        var entries = new HashMap<String, String>();
        TraceContext.write(entries);

        assertThat(spans.ofWork("prune", entries, () -> spans.ofCall("gateway", () -> "done")))
                .isEqualTo("done");

        assertThat(entries).isEmpty();
        assertThat(ended.getFinishedSpanItems()).isEmpty();
        assertThat(TraceContext.traceId(Map.of())).isEmpty();
        assertThat(TraceContext.traceId(Map.of("traceparent", "nonsense"))).isEmpty();
        assertThat(TraceContext.traceId(Map.of("traceparent", 7))).isEmpty();
    }

    @Test
    void anotherThreadIsInTheSameTrace() throws Exception {
        Span request = tracer.spanBuilder("request").startSpan();
        try (Scope _ = request.makeCurrent();
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            threads.submit(Spans.goingOn(() -> spans.ofCall("gateway", () -> "done")))
                    .get();
        }
        request.end();

        assertThat(ended.getFinishedSpanItems().getFirst().getParentSpanId())
                .isEqualTo(request.getSpanContext().getSpanId());
    }

    @Test
    void aFailureIsToldWithoutItsWords() {
        Map<String, String> entries = written();

        assertThatThrownBy(() -> spans.ofWork("charge", entries, () -> {
                    throw new IllegalStateException("Ada's card is empty");
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("Ada's card is empty");

        SpanData work = ended.getFinishedSpanItems().getLast();
        assertThat(work.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
        assertThat(work.toString()).contains("IllegalStateException").doesNotContain("Ada");
    }
}
