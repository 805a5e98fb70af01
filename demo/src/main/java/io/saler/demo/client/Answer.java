package io.saler.demo.client;

import java.net.http.HttpHeaders;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * What Saler answered, whatever the status. The body is a missing node when there was none, and a text node when it was
 * not JSON.
 */
public record Answer(int status, HttpHeaders headers, JsonNode body) {

    public boolean succeeded() {
        return status >= 200 && status < 300;
    }

    public Optional<String> header(String name) {
        return headers.firstValue(name);
    }

    /** How long the server asks to wait before the next attempt, if it does and says so in a way one can read. */
    public Optional<Duration> retryAfter(Clock clock) {
        return header("Retry-After").flatMap(text -> {
            try {
                return Optional.of(
                        text.chars().allMatch(Character::isDigit)
                                ? Duration.ofSeconds(Long.parseLong(text))
                                : Duration.between(
                                        clock.instant(),
                                        Instant.from(ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME))));
            } catch (NumberFormatException | DateTimeParseException unreadable) {
                return Optional.empty();
            }
        });
    }

    /** Whether the same request may well succeed a little later. */
    public boolean asksToTryAgain() {
        return status == 503
                || status == 429
                || (status == 409 && header("Retry-After").isPresent());
    }
}
