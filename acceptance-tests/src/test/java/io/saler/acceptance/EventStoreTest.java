package io.saler.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.saler.acceptance.People.SignedUp;
import io.saler.acceptance.People.Store;
import io.saler.demo.client.Answer;
import io.saler.demo.client.Call;
import io.saler.demo.client.SalerClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What an administrator finds in the event store, and what an order was at each of its events. */
class EventStoreTest {

    private static Store store;
    private static SignedUp buyer;
    private static SalerClient administrator;

    @BeforeAll
    static void openTheShop() {
        SalerProcess saler = SharedSaler.get();
        store = People.openStore(saler.client());
        buyer = People.signUp(saler.client());
        administrator = saler.administrator();
    }

    @Test
    void anOrderIsFollowedFromItsPlacingToItsCancellation() {
        String order =
                People.place(buyer, People.order(store.storeId(), store.product("PAST-MUG", 3), 1, "pm_approve"));
        People.awaitStatus(buyer, order, "CONFIRMED");
        assertThat(buyer.client()
                        .send(Call.post("/orders/" + order + "/cancel", Map.of("reason", "Ada has one already")))
                        .status())
                .isEqualTo(202);
        People.awaitStatus(buyer, order, "CANCELLED");

        // What comes last: its money is back.
        JsonNode events = await().atMost(Duration.ofSeconds(60))
                .until(
                        () -> read("/admin/events?aggregate=" + order + "&limit=200"),
                        found -> types(found).contains("OrderRefunded"));
        List<String> types = types(events);

        assertThat(types).containsSubsequence("OrderCancelled", "OrderConfirmed", "OrderPlaced");
        assertThat(events.toString()).doesNotContain("Ada has one already").contains("[masked]");
        JsonNode placed = at(order, 0);
        assertThat(placed.path("aggregateType").asString()).isEqualTo("Order");
        assertThat(placed.path("state").path("status").asString()).isEqualTo("PLACED");
        assertThat(placed.has("previous")).isFalse();
        JsonNode before = placed;
        for (int sequence = 1; sequence < types.size(); sequence++) {
            JsonNode next = at(order, sequence);
            assertThat(next.path("previous")).isEqualTo(before.path("state"));
            assertThat(next.path("event").path("type").asString()).isEqualTo(types.get(types.size() - 1 - sequence));
            before = next;
        }
        assertThat(read("/admin/events/aggregates/" + order).path("state")).isEqualTo(before.path("state"));
        problem("/admin/events/aggregates/%s?sequence=%d".formatted(order, types.size()));
        problem("/admin/events/aggregates/" + buyer.userId().replace('-', 'x'));
    }

    @Test
    void eventsOfATypeAreFound() {
        String order =
                People.place(buyer, People.order(store.storeId(), store.product("FOUND-MUG", 3), 1, "pm_decline"));
        People.awaitStatus(buyer, order, "REJECTED");

        JsonNode rejected = read("/admin/events?type=OrderRejected&limit=50&from=2020-01-01T00:00:00Z");

        assertThat(rejected.path("items").valueStream())
                .allSatisfy(event -> assertThat(event.path("type").asString()).isEqualTo("OrderRejected"))
                .anySatisfy(event ->
                        assertThat(event.path("aggregateId").asString()).isEqualTo(order));
    }

    private static List<String> types(JsonNode events) {
        return events.path("items")
                .valueStream()
                .map(event -> event.path("type").asString())
                .toList();
    }

    private static JsonNode at(String order, int sequence) {
        return read("/admin/events/aggregates/%s?sequence=%d".formatted(order, sequence));
    }

    private static JsonNode read(String path) {
        Answer answer = administrator.send(Call.get(path));
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        return answer.body();
    }

    private static void problem(String path) {
        Answer answer = administrator.send(Call.get(path));
        RefusalsTest.assertProblem(answer, 404);
        assertThat(answer.body().path("type").asString()).endsWith("/aggregate-unknown");
    }
}
