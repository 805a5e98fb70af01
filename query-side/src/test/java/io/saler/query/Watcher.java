package io.saler.query;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A client of Server-Sent Events that reads one thing after another, as they come. */
final class Watcher implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 30;

    private final HttpResponse<InputStream> answer;
    private final BufferedReader lines;

    /** What stands between two empty lines. */
    record Event(String id, String name, JsonNode data) {
        String status() {
            return data.path("status").asString();
        }
    }

    private Watcher(HttpResponse<InputStream> answer) {
        this.answer = answer;
        this.lines = new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8));
    }

    static Watcher open(HttpClient client, HttpRequest request, String... headers) {
        HttpRequest.Builder asking =
                HttpRequest.newBuilder(request, (name, value) -> true).header("Accept", "text/event-stream");
        if (headers.length > 0) {
            asking.headers(headers);
        }
        try {
            return new Watcher(client.send(asking.build(), HttpResponse.BodyHandlers.ofInputStream()));
        } catch (IOException | InterruptedException failure) {
            throw new AssertionError(failure);
        }
    }

    int status() {
        return answer.statusCode();
    }

    String header(String name) {
        return answer.headers().firstValue(name).orElse("");
    }

    /** The next event or sign of life; nothing when the server has ended the stream. */
    Optional<List<String>> nextBlock() {
        return inTime(() -> {
            var block = new ArrayList<String>();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.isEmpty()) {
                    return Optional.of(block);
                }
                block.add(line);
            }
            return Optional.empty();
        });
    }

    /** The next event, whatever signs of life come before it; nothing when the server has ended the stream. */
    Optional<Event> next() {
        Optional<List<String>> block = nextBlock();
        while (block.isPresent() && block.get().stream().noneMatch(line -> line.startsWith("data:"))) {
            block = nextBlock();
        }
        return block.map(Watcher::event);
    }

    /** All that is left, for answers that are no stream. */
    JsonNode problem() {
        return JsonMapper.shared().readTree(inTime(() -> lines.readAllAsString()));
    }

    private static Event event(List<String> block) {
        return new Event(
                field("id", block), field("event", block), JsonMapper.shared().readTree(field("data", block)));
    }

    private static String field(String name, List<String> block) {
        return block.stream()
                .filter(line -> line.startsWith(name + ":"))
                .map(line -> line.substring(name.length() + 1))
                .findFirst()
                .orElse("");
    }

    private interface Reading<T> {
        T read() throws IOException;
    }

    private static <T> T inTime(Reading<T> reading) {
        var done = new CompletableFuture<T>();
        Thread.ofVirtual().start(() -> {
            try {
                done.complete(reading.read());
            } catch (IOException failure) {
                done.completeExceptionally(failure);
            }
        });
        return done.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    }

    /** Goes away without a word. */
    @Override
    public void close() {
        try {
            answer.body().close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
