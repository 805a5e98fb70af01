package io.saler.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.saler.acceptance.People.Store;
import io.saler.demo.SalerAddress;
import io.saler.demo.client.Answer;
import io.saler.demo.client.Call;
import io.saler.demo.client.SalerClient;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What visitors do is counted and found within moments, by those whose store it is. */
class TrackingTest {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String TOPIC = "saler.tracking";

    private static SalerClient anyone;
    private static Store store;
    private static SalerClient merchant;

    @BeforeAll
    static void openAStore() {
        anyone = SharedSaler.get().client();
        store = People.openStore(anyone);
        merchant = store.merchant().client();
    }

    @Test
    void eventsAreFoundByWhatIsSaidOfThemTheLatestFirst() {
        Instant now = Instant.now();
        tell(
                event("SEARCH", now.minusSeconds(60), Map.of("query", "Blue Mug pat@example.org", "results", 0)),
                event(
                        "CUSTOM",
                        now.minusSeconds(50),
                        Map.of("name", "newsletter", "properties", Map.of("offer", "spring"))),
                event("CHECKOUT_STEP", now.minusSeconds(40), Map.of("step", "STARTED")),
                event("PAGE_VIEW", now.minusSeconds(30), Map.of("path", "/spring/mugs?token=secret")));
        await("all are found").atMost(SOON).until(() -> found("").size() == 4);

        assertThat(found(""))
                .extracting(each -> each.path("type").asString())
                .containsExactly("PAGE_VIEW", "CHECKOUT_STEP", "CUSTOM", "SEARCH");
        assertThat(found("&q=blue")).singleElement().satisfies(search -> {
            assertThat(search.path("query").asString()).isEqualTo("Blue Mug [masked]");
            assertThat(search.path("results").asInt(-1)).isZero();
            assertThat(search.path("visitor").asString()).isNotEmpty().doesNotContain("visitor");
        });
        assertThat(found("&q=spring")).hasSize(2);
        assertThat(found("&q=spring&type=PAGE_VIEW"))
                .singleElement()
                .satisfies(view -> assertThat(view.path("path").asString()).isEqualTo("/spring/mugs"));
        assertThat(found("&q=nothing")).isEmpty();
        assertThat(found("&from=" + now.minusSeconds(50) + "&to=" + now.minusSeconds(40)))
                .hasSize(1);
        assertThat(found("&limit=1")).hasSize(4);
    }

    @Test
    void anEventCountsOnceHoweverOftenItIsSentAndAsWhenItWasReceived() {
        Store other = People.openStore(anyone);
        var event = new HashMap<>(event("PAGE_VIEW", Instant.parse("2001-01-01T00:00:00Z"), Map.of("path", "/")));
        event.put("storeId", other.storeId());
        for (int time = 0; time < 5; time++) {
            accepted(other.merchant().client(), List.of(event, event));
        }
        String numbers = "/analytics/realtime?minutes=5&storeId=" + other.storeId();
        await("it is counted").atMost(SOON).until(() -> pageViews(other, numbers) == 1);
        accepted(other.merchant().client(), List.of(with(event, "eventId", "later")));
        await("another is, too").atMost(SOON).until(() -> pageViews(other, numbers) == 2);

        JsonNode view = other.merchant().client().send(Call.get(numbers)).body();
        assertThat(view.path("visitors").asInt()).isEqualTo(1);
        assertThat(view.path("minutes")
                        .valueStream()
                        .mapToInt(minute ->
                                minute.path("counts").path("PAGE_VIEW").asInt())
                        .sum())
                .isEqualTo(2);
    }

    @Test
    void aRecordThatCannotBeReadIsParkedAndThoseBehindItAreCounted() throws Exception {
        Store other = People.openStore(anyone);
        int port = SalerAddress.portOf("kafka", SharedSaler.get().data()).orElseThrow();
        try (var producer = new KafkaProducer<byte[], byte[]>(
                Map.of("bootstrap.servers", "127.0.0.1:" + port),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            for (int partition = 0; partition < producer.partitionsFor(TOPIC).size(); partition++) {
                String right = pageView(other.storeId(), Instant.now().toString());
                assertThat(right).contains("\"s-1\"");
                List<String> all = List.of(
                        "not JSON",
                        "[{}]",
                        "[null]",
                        "{}",
                        // Text that PostgreSQL does not take.
                        right.replace("s-1", "a\\u0000b"),
                        pageView(other.storeId(), "1970-01-01T00:00:00Z"),
                        pageView(other.storeId(), "9999-12-31T00:00:00Z"),
                        pageView(other.storeId(), "+200000-01-01T00:00:00Z"));
                for (String bad : all) {
                    producer.send(new ProducerRecord<>(TOPIC, partition, null, bad.getBytes(StandardCharsets.UTF_8)))
                            .get();
                }
            }
        }
        List<Map<String, Object>> events = IntStream.range(0, 30)
                .mapToObj(number ->
                        with(event("PAGE_VIEW", Instant.now(), Map.of("path", "/")), "storeId", other.storeId()))
                .toList();
        events.forEach(event -> accepted(other.merchant().client(), List.of(event)));

        String numbers = "/analytics/realtime?minutes=5&storeId=" + other.storeId();
        await("those behind are counted").atMost(SOON).until(() -> pageViews(other, numbers) == 30);
        assertThat(anyone.send(Call.get("/actuator/prometheus").with("Accept", "text/plain"))
                        .body()
                        .asString(""))
                .containsPattern("saler_tracking_parked\\S* [1-9]");
    }

    /** As Saler itself would write it to the topic, if it came at this time. */
    private static String pageView(String storeId, String receivedAt) {
        return """
                [{"eventId": "%s", "storeId": "%s", "type": "PAGE_VIEW", "at": "%s", "receivedAt": "%s", "visitor": "v",
                  "session": "s-1", "details": {}}]""".formatted(UUID.randomUUID(), storeId, receivedAt, receivedAt);
    }

    private static long pageViews(Store of, String numbers) {
        return of.merchant()
                .client()
                .send(Call.get(numbers))
                .body()
                .path("counts")
                .path("PAGE_VIEW")
                .asLong(-1);
    }

    private static List<JsonNode> found(String filter) {
        var events = new ArrayList<JsonNode>();
        String next = "";
        do {
            String after = next.isEmpty() ? "" : "&after=" + URLEncoder.encode(next, StandardCharsets.UTF_8);
            Answer answer =
                    merchant.send(Call.get("/analytics/events/search?storeId=" + store.storeId() + filter + after));
            assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
            answer.body().path("items").forEach(item -> events.add(item.path("event")));
            next = answer.body().path("next").asString("");
        } while (!next.isEmpty());
        return events;
    }

    @SafeVarargs
    private static void tell(Map<String, Object>... events) {
        accepted(merchant, List.of(events));
    }

    private static void accepted(SalerClient client, List<? extends Map<String, Object>> events) {
        Answer answer = client.send(Call.post("/analytics/events", events));
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(202);
        assertThat(answer.body().path("accepted").asInt()).isEqualTo(events.size());
    }

    private static Map<String, Object> event(String type, Instant at, Map<String, Object> more) {
        var event = new HashMap<>(more);
        event.put("eventId", UUID.randomUUID().toString());
        event.put("storeId", store.storeId());
        event.put("type", type);
        event.put("occurredAt", at.toString());
        event.put("visitorId", "visitor");
        event.put("sessionId", "session");
        return event;
    }

    private static Map<String, Object> with(Map<String, Object> event, String field, Object value) {
        var changed = new HashMap<>(event);
        changed.put(field, value);
        return changed;
    }
}
