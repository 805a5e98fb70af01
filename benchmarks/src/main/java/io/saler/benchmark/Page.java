package io.saler.benchmark;

import io.saler.demo.client.Call;
import io.saler.demo.client.Deadline;
import io.saler.demo.client.SalerClient;
import io.saler.demo.client.Unreachable;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/** A page of a store, which tells what its visitors do by the store's publishable key. */
final class Page {

    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final int VISITORS = 10_000;

    private final Shop shop;
    private final SalerClient page;

    private Page(Shop shop, SalerClient page) {
        this.shop = shop;
        this.page = page;
    }

    static Page of(Shop shop, SalerClient anybody) {
        String key = shop.merchant()
                .client()
                .patientUntil(Deadline.in(LIMIT))
                .send(Call.post(
                        "/stores/" + shop.storeId() + "/api-keys", Map.of("name", "page", "kind", "PUBLISHABLE")))
                .body()
                .path("key")
                .asString();
        return new Page(shop, anybody.signedInWith(key));
    }

    /** Tells of so many events by one request, and answers whether they were accepted. */
    boolean tell(int events) {
        return tell(IntStream.range(0, events).mapToObj(number -> event()).toList());
    }

    /** Tells of one event, which counts once, however often that takes. */
    void tellUntilAccepted() throws InterruptedException {
        var one = List.of(event());
        while (!tell(one)) {
            Thread.sleep(PAUSE);
        }
    }

    private boolean tell(List<Map<String, Object>> events) {
        try {
            return page.send(Call.post("/analytics/events", events)).status() == 202;
        } catch (Unreachable away) {
            return false;
        }
    }

    /** How many of its events are counted, of the last minutes; -1 when nobody says. */
    long counted() {
        var counts = shop.merchant()
                .client()
                .send(Call.get("/analytics/realtime?minutes=30&storeId=" + shop.storeId()))
                .body()
                .path("counts");
        return counts.isObject()
                ? counts.valueStream().mapToLong(count -> count.asLong()).sum()
                : -1;
    }

    private static Map<String, Object> event() {
        int visitor = ThreadLocalRandom.current().nextInt(VISITORS);
        var common = Map.<String, Object>of(
                "eventId", UUID.randomUUID().toString(), "visitorId", "v" + visitor, "sessionId", "s" + visitor);
        var event = new HashMap<>(common);
        event.putAll(
                switch (ThreadLocalRandom.current().nextInt(10)) {
                    case 0 -> Map.of("type", "SEARCH", "query", "mug " + visitor % 500, "results", visitor % 20);
                    case 1 ->
                        Map.of(
                                "type",
                                "ADD_TO_CART",
                                "productId",
                                UUID.randomUUID().toString());
                    case 2 -> Map.of("type", "CHECKOUT_STEP", "step", "STARTED");
                    case 3, 4, 5 ->
                        Map.of(
                                "type",
                                "PRODUCT_VIEW",
                                "productId",
                                UUID.randomUUID().toString());
                    default ->
                        Map.of(
                                "type",
                                "PAGE_VIEW",
                                "path",
                                "/products/" + visitor,
                                "properties",
                                Map.of("theme", "dark"));
                });
        return event;
    }
}
