package io.saler.query.dashboard;

import io.saler.gateway.problem.InvalidParameter;
import io.saler.journal.FindSagas;
import io.saler.journal.SagaStatus;
import io.saler.query.QueryParameter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Which sagas somebody wants to see, as the address of the page says it. What is left empty says nothing.
 *
 * @param about an id, or {@code orderId:ID}
 * @param stuckFor one of {@link #STUCK_FOR}
 */
record SagaSearch(
        @Nullable SagaStatus status,
        @Nullable String type,
        @Nullable String about,
        @Nullable String stuckFor) {

    static final List<String> STUCK_FOR = List.of("PT1M", "PT10M", "PT1H", "P1D");

    private static final int LONGEST = 255;
    private static final Pattern ABOUT = Pattern.compile("(?:([A-Za-z][A-Za-z0-9]*):)?(.+)");

    SagaSearch {
        type = present(QueryParameter.text("type", type, LONGEST));
        about = present(QueryParameter.text("about", about, LONGEST));
        stuckFor = present(stuckFor);
        if (stuckFor != null && !STUCK_FOR.contains(stuckFor)) {
            throw new InvalidParameter("stuckFor", "This must be one of " + String.join(", ", STUCK_FOR) + ".");
        }
    }

    private static @Nullable String present(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    boolean isEmpty() {
        return status == null && type == null && about == null && stuckFor == null;
    }

    FindSagas question(FindSagas.@Nullable Place after, int limit, Instant now) {
        return new FindSagas(
                status,
                type,
                association(),
                stuckFor == null ? null : now.minus(Duration.parse(stuckFor)),
                after,
                limit);
    }

    private FindSagas.@Nullable Association association() {
        if (about == null) {
            return null;
        }
        Matcher parts = ABOUT.matcher(about);
        return parts.matches()
                ? new FindSagas.Association(parts.group(1), parts.group(2))
                : new FindSagas.Association(null, about);
    }

    /** The address of these sagas below some path, with further parameters. */
    String address(String path, Map<String, String> more) {
        var address = UriComponentsBuilder.fromPath(path);
        add(address, "status", status == null ? null : status.name());
        add(address, "type", type);
        add(address, "about", about);
        add(address, "stuckFor", stuckFor);
        more.forEach((name, value) -> add(address, name, value));
        return address.encode().build().toUriString();
    }

    private static void add(UriComponentsBuilder address, String name, @Nullable String value) {
        if (value != null) {
            // As a variable, so that every character of it is only text.
            address.queryParam(name, "{" + name + "}").uriVariables(Map.of(name, value));
        }
    }
}
