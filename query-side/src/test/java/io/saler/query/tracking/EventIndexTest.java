package io.saler.query.tracking;

import static io.saler.query.tracking.TrackedStories.NOON;
import static io.saler.query.tracking.TrackedStories.SETTINGS;
import static io.saler.query.tracking.TrackedStories.search;
import static org.assertj.core.api.Assertions.assertThat;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.saler.query.tracking.EventIndex.NotIndexed;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** A server that takes little at once, of which there is no telling how little, gets all events all the same. */
class EventIndexTest {

    private static final int MOST_BYTES = 300_000;
    private static final String ACKNOWLEDGED = """
            {"acknowledged": true, "shards_acknowledged": true, "index": "i", "_index": "i", "_id": "0", "_version": 1,
             "result": "created", "_shards": {"total": 1, "successful": 1, "failed": 0}, "_seq_no": 0,
             "_primary_term": 1, "took": 1, "errors": false, "items": []}""";

    private final UUID store = UUID.randomUUID();
    private final Set<String> indexed = ConcurrentHashMap.newKeySet();
    private final HttpServer server = server();
    private final ElasticsearchClient client = ElasticsearchClient.of(
            each -> each.host("http://127.0.0.1:" + server.getAddress().getPort()));
    private final EventIndex index = new EventIndex(client, SETTINGS);
    private volatile boolean placed;

    private static HttpServer server() {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    @BeforeEach
    void start() {
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() throws IOException {
        client.close();
        server.stop(0);
    }

    @Test
    void whatIsTooMuchAtOnceComesInSmallerAndSmallerParts() {
        List<TrackedEvent> events = Stream.generate(() -> search(store, "mug ".repeat(500), 1, NOON))
                .limit(500)
                .toList();
        int refused = 0;
        while (!isAdded(events)) {
            assertThat(placed).isFalse();
            assertThat(++refused).isLessThan(10);
        }

        assertThat(refused).isPositive();
        assertThat(placed).isTrue();
        assertThat(indexed)
                .containsExactlyInAnyOrderElementsOf(
                        events.stream().map(event -> event.key().toString()).toList());
    }

    private boolean isAdded(List<TrackedEvent> events) {
        try {
            index.add(0, 1, events);
            return true;
        } catch (NotIndexed refused) {
            return false;
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        byte[] body = exchange.getRequestBody().readAllBytes();
        boolean isTooMuch = body.length > MOST_BYTES;
        if (path.endsWith("/_bulk") && !isTooMuch) {
            new String(body, StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> JsonMapper.shared().readTree(line).at("/index/_id"))
                    .filter(id -> !id.isMissingNode())
                    .forEach(id -> indexed.add(id.asString()));
        }
        if (path.contains("-positions/")) {
            placed = true;
        }
        // What stands before a server says so in its own words.
        byte[] answer = (isTooMuch ? "<html>too large</html>" : ACKNOWLEDGED).getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("X-Elastic-Product", "Elasticsearch");
        exchange.getResponseHeaders().add("Content-Type", isTooMuch ? "text/html" : "application/json");
        exchange.sendResponseHeaders(isTooMuch ? 413 : 200, answer.length);
        exchange.getResponseBody().write(answer);
        exchange.close();
    }
}
