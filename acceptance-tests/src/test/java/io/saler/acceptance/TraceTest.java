package io.saler.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.opentelemetry.proto.trace.v1.Span;
import io.saler.acceptance.People.SignedUp;
import io.saler.acceptance.People.Store;
import io.saler.demo.client.Answer;
import io.saler.demo.client.Call;
import io.saler.demo.client.SalerClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What a collector of traces is told of an order, from its request to the call of the payment gateway. */
class TraceTest {

    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String CALLER = "00f067aa0ba902b7";

    @Test
    void anOrderIsOneTraceFromItsRequestToTheGateway() {
        assumeFalse(SalerProcess.isDistributed(), "Processes of their own have no collector here");
        SalerClient anyone = SharedSaler.get().client();
        Store store = People.openStore(anyone);
        SignedUp buyer = People.signUp(anyone);
        Map<String, Object> wanted = People.order(store.storeId(), store.product("TRACE-MUG", 3), 1, "pm_approve");

        Answer placed = buyer.client()
                .send(Call.post("/orders", wanted)
                        .with("traceparent", "00-%s-%s-01".formatted(TRACE, CALLER))
                        .with("Prefer", "wait=30"));

        assertThat(placed.status()).as(placed.toString()).isEqualTo(201);
        String order = placed.body().path("orderId").asString();
        Map<String, Span> spans = await().atMost(Duration.ofSeconds(60))
                .until(
                        TraceTest::byId,
                        told -> told.values().stream()
                                .map(Span::getName)
                                .collect(Collectors.toSet())
                                .containsAll(List.of("POST /orders", "payment-gateway charge", "send-mail")));
        List<String> way = way(named(spans, "payment-gateway charge"), spans);
        assertThat(way)
                .as(() -> "all of " + spans.values().stream().map(Span::getName).toList())
                .startsWith("payment-gateway charge", "charge-payment")
                .endsWith("POST /orders", "the caller")
                .anyMatch(name -> name.contains("RequestPayment"))
                .anyMatch(name -> name.contains("OrderSaga"))
                .anyMatch(name -> name.contains("PlaceOrder"));
        assertThat(way(named(spans, "send-mail"), spans)).endsWith("POST /orders", "the caller");
        assertThat(spans.values().stream().map(Span::getName).filter(name -> name.contains("RecordPaymentCaptured")))
                .isNotEmpty();
        assertThat(spans.values().toString())
                .as("nothing of who it is about")
                .doesNotContain(buyer.email())
                .doesNotContain("127.0.0");
        assertThat(order).isNotBlank();
    }

    private static Map<String, Span> byId() {
        return SharedSaler.traces().spansOf(TRACE).stream()
                .collect(Collectors.toMap(
                        span -> Collector.hex(span.getSpanId()), Function.identity(), (one, again) -> one));
    }

    private static Span named(Map<String, Span> spans, String name) {
        return spans.values().stream()
                .filter(span -> span.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** The names of a span and of all that it is within, as far as they are known. */
    private static List<String> way(Span span, Map<String, Span> spans) {
        var way = new ArrayList<String>();
        for (Span each = span; each != null; each = spans.get(Collector.hex(each.getParentSpanId()))) {
            way.add(each.getName());
            if (Collector.hex(each.getParentSpanId()).equals(CALLER)) {
                way.add("the caller");
            }
        }
        return way;
    }
}
