package io.saler.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.saler.acceptance.People.Store;
import io.saler.demo.client.Answer;
import io.saler.demo.client.Call;
import io.saler.demo.client.SalerClient;
import io.saler.demo.client.Unreachable;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Visitors of a store, whose page tells of them by the store's publishable key, whatever becomes of Saler. What was
 * accepted has to be counted; what was never answered, or refused for the moment, may be; and nothing twice.
 */
final class Visitors {

    private static final Duration COUNTED = Duration.ofMinutes(2);
    private static final int[] SIZES = {1, 1, 2, 7, 40};

    private final SalerClient page;
    private final Set<String> accepted = ConcurrentHashMap.newKeySet();
    private final Set<String> open = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Future<?>> some = new ArrayList<>();
    private final AtomicReference<@Nullable Answer> unexpected = new AtomicReference<>();
    private volatile boolean coming;

    private Visitors(SalerClient page) {
        this.page = page;
    }

    static Visitors of(Store store, SalerClient anyone) {
        String key = store.merchant()
                .client()
                .send(Call.post(
                        "/stores/" + store.storeId() + "/api-keys", Map.of("name", "page", "kind", "PUBLISHABLE")))
                .body()
                .path("key")
                .asString();
        return new Visitors(anyone.signedInWith(key));
    }

    /** Lets them come until they are told to leave; each request that fails is sent again, or else given up. */
    void keepComing(long seed) {
        coming = true;
        for (int number = 0; number < 3; number++) {
            var random = new Random(seed + number);
            some.add(threads.submit(() -> {
                while (coming) {
                    List<String> ids = IntStream.range(0, SIZES[random.nextInt(SIZES.length)])
                            .mapToObj(each -> UUID.randomUUID().toString())
                            .toList();
                    while (!tell(ids) && coming && random.nextInt(4) > 0) {
                        pause(random.nextInt(300));
                    }
                    // A page that was told that all is well may have lost the answer.
                    if (random.nextInt(10) == 0) {
                        tell(ids);
                    }
                    pause(random.nextInt(60));
                }
            }));
        }
    }

    void leave() throws Exception {
        coming = false;
        for (Future<?> each : some) {
            each.get();
        }
        assertAnswersWereExpected();
    }

    private void assertAnswersWereExpected() {
        assertThat(unexpected.get()).as("an answer besides 202, 503 and 401").isNull();
    }

    /** Tells of page views with these ids, and answers whether they were accepted. */
    boolean tell(List<String> ids) {
        open.addAll(ids);
        try {
            Answer answer = page.send(Call.post(
                    "/analytics/events",
                    ids.stream()
                            .map(id -> Map.of(
                                    "eventId",
                                    id,
                                    "type",
                                    "PAGE_VIEW",
                                    "visitorId",
                                    "v-" + id,
                                    "sessionId",
                                    "s-" + id,
                                    "path",
                                    "/products/mug"))
                            .toList()));
            if (answer.status() == 202) {
                accepted.addAll(ids);
                return true;
            }
            // The store's key is not looked up without the database, and with an old one it is not there yet.
            if (answer.status() != 503 && answer.status() != 401) {
                unexpected.compareAndSet(null, answer);
            }
            return false;
        } catch (Unreachable away) {
            return false;
        }
    }

    /** How many events were; fails when there was an answer that nobody has to expect. */
    int accepted() {
        assertAnswersWereExpected();
        return accepted.size();
    }

    /** Waits until what the store's own read is what was accepted, in the search, the counters and for good. */
    void assertCounted(Store store) {
        assertAnswersWereExpected();
        SalerClient merchant = store.merchant().client();
        Awaitility.await("all that was accepted is counted").atMost(COUNTED).untilAsserted(() -> {
            List<String> found = found(merchant, store.storeId());
            assertThat(found).doesNotHaveDuplicates().containsAll(accepted);
            assertThat(open).containsAll(found);
            JsonNode now = merchant.send(Call.get("/analytics/realtime?minutes=60&storeId=" + store.storeId()))
                    .body();
            assertThat(now.path("counts").path("PAGE_VIEW").asInt(-1)).isEqualTo(found.size());
            assertThat(now.path("visitors").asDouble()).isBetween(found.size() * 0.95 - 2, found.size() * 1.05 + 2);
            // Each event is of a session of its own.
            assertThat(visits(merchant, store.storeId())).isEqualTo(found.size());
        });
        assertThat(new TreeSet<>(accepted)).as("were there any?").isNotEmpty();
    }

    private static int visits(SalerClient merchant, String storeId) {
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        return merchant.send(Call.get("/reports/funnel?granularity=day&from=" + today.minusDays(1) + "&to="
                        + today.plusDays(2) + "&storeId=" + storeId))
                .body()
                .path("totals")
                .path("visits")
                .asInt(-1);
    }

    private static List<String> found(SalerClient merchant, String storeId) {
        var ids = new ArrayList<String>();
        String page = "/analytics/events/search?limit=200&type=PAGE_VIEW&q=mug&storeId=" + storeId;
        String next = "";
        do {
            String after = next.isEmpty() ? "" : "&after=" + URLEncoder.encode(next, StandardCharsets.UTF_8);
            Answer answer = merchant.send(Call.get(page + after));
            assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
            answer.body()
                    .path("items")
                    .forEach(item -> ids.add(item.path("event").path("eventId").asString()));
            next = answer.body().path("next").asString("");
        } while (!next.isEmpty());
        return ids;
    }

    private static void pause(int millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
