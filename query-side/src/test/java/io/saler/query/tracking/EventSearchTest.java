package io.saler.query.tracking;

import static io.saler.query.tracking.TrackedStories.NOON;
import static io.saler.query.tracking.TrackedStories.SETTINGS;
import static org.assertj.core.api.Assertions.assertThat;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.json.JsonpMapper;
import co.elastic.clients.json.JsonpUtils;
import co.elastic.clients.json.jackson.Jackson3JsonpMapper;
import io.saler.query.tracking.EventSearch.Criteria;
import io.saler.store.StoreId;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What is older than events are kept is not found, whatever the index still has. */
class EventSearchTest {

    private static final JsonpMapper MAPPER = new Jackson3JsonpMapper();
    private static final Instant EARLIER = NOON.minus(Duration.ofDays(1));
    private static final Instant LATER = NOON.plus(Duration.ofDays(1));

    private final ElasticsearchClient client = ElasticsearchClient.of(server -> server.host("http://127.0.0.1:1"));
    private final EventSearch search = new EventSearch(client, new EventIndex(client, SETTINGS), SETTINGS);

    @AfterEach
    void close() throws IOException {
        client.close();
    }

    @Test
    void whoeverAsksForNoTimeFindsWhatIsKept() {
        assertThat(times(null, null).toString()).isEqualTo("{\"gte\":\"%s\"}".formatted(NOON));
    }

    @Test
    void whoeverAsksForMoreFindsWhatIsKept() {
        assertThat(times(EARLIER, LATER).toString()).isEqualTo("{\"gte\":\"%s\",\"lt\":\"%s\"}".formatted(NOON, LATER));
    }

    @Test
    void whoeverAsksForLessFindsLess() {
        assertThat(times(LATER, null).toString()).isEqualTo("{\"gte\":\"%s\"}".formatted(LATER));
    }

    /** What is asked of Elasticsearch while all since noon is kept. */
    private JsonNode times(@Nullable Instant from, @Nullable Instant to) {
        var criteria = new Criteria(new StoreId(UUID.randomUUID()), null, null, from, to);
        String request = JsonpUtils.toJsonString(search.request(criteria, null, 10, NOON), MAPPER);
        return JsonMapper.shared().readTree(request).at("/query/bool/filter/1/range/at");
    }
}
