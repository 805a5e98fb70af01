package io.saler.query.dashboard;

import io.saler.gateway.problem.InvalidParameter;
import io.saler.identity.EmailAddress;
import io.saler.journal.SagaFilter;
import io.saler.journal.SagaStatus;
import io.saler.query.QueryParameter;
import io.saler.value.InvalidValue;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Which sagas somebody wants to see, as the address of the page says it. What is left empty says nothing.
 *
 * @param about an id, {@code orderId:ID}, or the mail address of a customer
 * @param age begun within this time, one of {@link #TIMES}
 * @param stuckFor stuck for at least this time, one of {@link #TIMES}
 * @param failure some of what stuck ones do not succeed in
 * @param reason why they go back or went back
 */
record SagaSearch(
        @Nullable SagaStatus status,
        @Nullable String type,
        @Nullable String step,
        @Nullable String about,
        @Nullable String age,
        @Nullable String stuckFor,
        @Nullable String failure,
        @Nullable String reason) {

    static final List<String> TIMES = List.of("PT1M", "PT10M", "PT1H", "P1D", "P7D");

    private static final Pattern ABOUT = Pattern.compile("(?:([A-Za-z][A-Za-z0-9]*):)?(.+)");

    SagaSearch {
        type = text("type", type);
        step = text("step", step);
        about = text("about", about);
        age = time("age", age);
        stuckFor = time("stuckFor", stuckFor);
        failure = text("failure", failure);
        reason = text("reason", reason);
    }

    /** @param parameters of the address, by name; those of other names are none of this */
    static SagaSearch of(Map<String, String> parameters) {
        String status = text("status", parameters.get("status"));
        return new SagaSearch(
                status == null ? null : QueryParameter.oneOf("status", status, SagaStatus.values(), SagaStatus::name),
                parameters.get("type"),
                parameters.get("step"),
                parameters.get("about"),
                parameters.get("age"),
                parameters.get("stuckFor"),
                parameters.get("failure"),
                parameters.get("reason"));
    }

    private static @Nullable String text(String name, @Nullable String text) {
        String checked = QueryParameter.text(name, text, SagaFilter.LONGEST);
        return checked == null || checked.isBlank() ? null : checked.strip();
    }

    private static @Nullable String time(String name, @Nullable String text) {
        String time = text(name, text);
        if (time != null && !TIMES.contains(time)) {
            throw new InvalidParameter(name, "This must be one of " + String.join(", ", TIMES) + ".");
        }
        return time;
    }

    public boolean isEmpty() {
        return parameters().isEmpty();
    }

    /** Whether anything is chosen that is not among what is chosen most. */
    public boolean isParticular() {
        return step != null || age != null || failure != null || reason != null || stuckFor != null;
    }

    SagaFilter filter(Instant now) {
        return new SagaFilter(
                status,
                type,
                step,
                before(now, age),
                null,
                before(now, stuckFor),
                reason,
                failure,
                association(),
                customer());
    }

    private static @Nullable Instant before(Instant now, @Nullable String time) {
        return time == null ? null : now.minus(Duration.parse(time));
    }

    private SagaFilter.@Nullable Association association() {
        if (about == null || isMail(about)) {
            return null;
        }
        Matcher parts = ABOUT.matcher(about);
        return parts.matches()
                ? new SagaFilter.Association(parts.group(1), parts.group(2))
                : new SagaFilter.Association(null, about);
    }

    private static boolean isMail(String text) {
        return text.contains("@");
    }

    private @Nullable EmailAddress customer() {
        try {
            return about == null || !isMail(about) ? null : new EmailAddress(about);
        } catch (InvalidValue notAnAddress) {
            throw new InvalidParameter("about", "This is not an e-mail address.");
        }
    }

    /** By their names in an address. */
    public Map<String, String> parameters() {
        var parameters = new LinkedHashMap<String, String>();
        put(parameters, "status", status == null ? null : status.name());
        put(parameters, "type", type);
        put(parameters, "step", step);
        put(parameters, "about", about);
        put(parameters, "age", age);
        put(parameters, "stuckFor", stuckFor);
        put(parameters, "failure", failure);
        put(parameters, "reason", reason);
        return parameters;
    }

    private static void put(Map<String, String> parameters, String name, @Nullable String value) {
        if (value != null) {
            parameters.put(name, value);
        }
    }

    /** The address of these sagas below some path, with further parameters. */
    String address(String path, Map<String, String> more) {
        var all = new LinkedHashMap<String, Object>(parameters());
        all.putAll(more);
        var address = UriComponentsBuilder.fromPath(path);
        // As variables, so that every character of them is only text.
        all.keySet().forEach(name -> address.queryParam(name, "{" + name + "}"));
        return address.encode().buildAndExpand(all).toUriString();
    }
}
