package io.saler.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.saler.acceptance.People.SignedUp;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.Scanner;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An order as its stream shows it, from one event to the next. */
final class OrderStream implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();
    private static final long PATIENCE_SECONDS = 60;

    private final InputStream body;
    private final Scanner blocks;

    record Event(String id, JsonNode order) {}

    private OrderStream(InputStream body) {
        this.body = body;
        this.blocks = new Scanner(body).useDelimiter("\n\n");
    }

    /** Opens the stream of an order, which may not be readable yet. */
    static OrderStream of(SignedUp reader, String orderId) {
        var request = HttpRequest.newBuilder(reader.client().url().resolve("/orders/" + orderId + "/stream"))
                .header("Authorization", "Bearer " + reader.accessToken())
                .header("Accept", "text/event-stream")
                .build();
        HttpClient client = HttpClient.newHttpClient();
        HttpResponse<InputStream> answer = await("the stream of " + orderId)
                .atMost(Duration.ofSeconds(30))
                .until(() -> client.send(request, BodyHandlers.ofInputStream()), each -> each.statusCode() != 404);
        assertThat(answer.statusCode()).isEqualTo(200);
        return new OrderStream(answer.body());
    }

    Event next() {
        return more().orElseThrow(() -> new AssertionError("The stream has ended"));
    }

    /** The first event like this, whatever comes before it. */
    Event until(Predicate<Event> wanted) {
        Event event = next();
        while (!wanted.test(event)) {
            event = next();
        }
        return event;
    }

    /** The event with which the server ends the stream. */
    Event last() {
        Event last = next();
        for (Optional<Event> more = more(); more.isPresent(); more = more()) {
            last = more.get();
        }
        return last;
    }

    private Optional<Event> more() {
        return CompletableFuture.supplyAsync(
                        this::read, task -> Thread.ofVirtual().start(task))
                .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .join();
    }

    private Optional<Event> read() {
        while (blocks.hasNext()) {
            String block = blocks.next();
            Optional<String> data = field("data", block);
            if (data.isPresent()) {
                return Optional.of(new Event(field("id", block).orElseThrow(), JSON.readTree(data.get())));
            }
        }
        return Optional.empty();
    }

    private static Optional<String> field(String name, String block) {
        return block.lines()
                .filter(line -> line.startsWith(name + ":"))
                .map(line -> line.substring(name.length() + 1))
                .findFirst();
    }

    @Override
    public void close() throws IOException {
        body.close();
    }
}
