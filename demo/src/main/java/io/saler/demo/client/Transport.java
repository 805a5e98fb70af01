package io.saler.demo.client;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.StringNode;

/**
 * Sends calls and reads answers; with a deadline it repeats what was not answered or what the server asks to repeat.
 */
final class Transport {

    /** Questions such as isZero are no part of what is sent: Saler refuses fields that it does not know. */
    static final JsonMapper JSON = JsonMapper.builder()
            .changeDefaultVisibility(seen -> seen.withIsGetterVisibility(Visibility.NONE))
            .build();

    private static final Duration LONGEST_ANSWER = Duration.ofSeconds(35);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);

    private final URI url;
    private final HttpClient http;

    Transport(URI url) {
        this.url = url;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(10))
                .executor(Executors.newVirtualThreadPerTaskExecutor())
                .build();
    }

    URI url() {
        return url;
    }

    Answer send(Call call, @Nullable String accessToken, @Nullable Deadline deadline) {
        if (deadline == null) {
            return attempt(call, accessToken, LONGEST_ANSWER);
        }
        Duration pause = FIRST_PAUSE;
        while (true) {
            Duration wait = pause;
            try {
                Answer answer = attempt(call, accessToken, timeLimit(deadline));
                if (!answer.asksToTryAgain() || deadline.hasPassed()) {
                    return answer;
                }
                wait = answer.retryAfter(Clock.systemUTC()).orElse(pause);
            } catch (Unreachable away) {
                if (deadline.hasPassed() || Thread.currentThread().isInterrupted()) {
                    throw away;
                }
            }
            deadline.pause(wait);
            pause = Deadline.longer(pause);
        }
    }

    private static Duration timeLimit(Deadline deadline) {
        Duration remaining = deadline.remaining();
        if (remaining.compareTo(LONGEST_ANSWER) > 0) {
            return LONGEST_ANSWER;
        }
        // The last attempt gets a moment, so that it says what is wrong and not only that the time is over.
        return remaining.compareTo(Duration.ofSeconds(1)) > 0 ? remaining : Duration.ofSeconds(1);
    }

    private Answer attempt(Call call, @Nullable String accessToken, Duration limit) {
        HttpRequest.Builder request = HttpRequest.newBuilder(url.resolve(call.path()))
                .timeout(limit)
                .header("Accept", "application/json, application/problem+json");
        if (call.body() == null) {
            request.method(call.method(), BodyPublishers.noBody());
        } else {
            String text = call.body() instanceof String raw ? raw : JSON.writeValueAsString(call.body());
            request.method(call.method(), BodyPublishers.ofString(text)).header("Content-Type", "application/json");
        }
        if (accessToken != null) {
            request.header("Authorization", "Bearer " + accessToken);
        }
        call.headers().forEach(request::setHeader);
        try {
            HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.headers(), read(response.body()));
        } catch (IOException broken) {
            String why = broken.getMessage() == null ? broken.getClass().getSimpleName() : broken.getMessage();
            throw new Unreachable("%s %s%s: no answer (%s)".formatted(call.method(), url, call.path(), why), broken);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new Unreachable("%s %s: interrupted".formatted(call.method(), call.path()), stop);
        }
    }

    private static JsonNode read(String body) {
        if (body.isBlank()) {
            return MissingNode.getInstance();
        }
        try {
            return JSON.readTree(body);
        } catch (JacksonException notJson) {
            return StringNode.valueOf(body);
        }
    }
}
