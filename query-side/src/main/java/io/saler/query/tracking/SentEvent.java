package io.saler.query.tracking;

import io.saler.analytics.CheckoutStep;
import io.saler.analytics.TrackedType;
import io.saler.catalog.ProductId;
import io.saler.store.StoreId;
import io.saler.value.InvalidValue;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An event as a page tells of it. It is checked when it is asked for its {@link #details}, so that whatever is wrong is
 * named by its place in the request.
 */
@Schema(example = """
        {"eventId": "2f6f7f0e-4a3b-4f0e-9a39-0c8a5f6f1d3c", "storeId": "0d8f2f2a-3a39-4a53-9d0a-6f6f1d3c2b10",
         "type": "SEARCH", "occurredAt": "2026-11-26T12:00:00Z", "visitorId": "v-81d3", "sessionId": "s-77aa",
         "path": "/search", "query": "blue mug", "results": 12, "properties": {"theme": "dark"}}""")
record SentEvent(
        @NotNull @Schema(minLength = 1, maxLength = 64, pattern = SentEvent.ID)
        String eventId,

        @Nullable StoreId storeId,
        @NotNull TrackedType type,
        @Nullable Instant occurredAt,

        @NotNull @Schema(minLength = 1, maxLength = 64, pattern = SentEvent.ID)
        String visitorId,

        @NotNull @Schema(minLength = 1, maxLength = 64, pattern = SentEvent.ID)
        String sessionId,

        @Nullable String path,
        @Nullable ProductId productId,
        @Nullable String query,
        @Nullable Integer results,
        @Nullable Integer quantity,
        @Nullable CheckoutStep step,
        @Nullable String name,
        @Nullable Map<String, Object> properties) {

    static final String ID = "^[A-Za-z0-9_-]{1,64}$";

    private static final Pattern ID_SYNTAX = Pattern.compile(ID);
    private static final Pattern NAME_SYNTAX = Pattern.compile("[A-Za-z][A-Za-z0-9_.-]{0,63}");
    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-01-01T00:00:00Z");
    private static final int LONGEST_PATH = 500;
    private static final int LONGEST_QUERY = 200;
    private static final int LONGEST_VALUE = 500;
    private static final int MOST_PROPERTIES = 20;
    private static final int MOST_PROPERTY_BYTES = 8 * 1024;
    private static final int MOST_OF_ANYTHING = 1_000_000;
    private static final double LARGEST_NUMBER = 1e15;

    /**
     * Returns what is to be kept of it besides ids and times, or throws {@link InvalidValue}.
     *
     * @param at what its fields' names begin with: nothing, or its place in a list and a slash
     */
    EventDetails details(String at) {
        id(at + "eventId", eventId);
        id(at + "visitorId", visitorId);
        id(at + "sessionId", sessionId);
        if (occurredAt != null && (occurredAt.isBefore(EARLIEST) || !occurredAt.isBefore(LATEST))) {
            throw InvalidValue.at(at + "occurredAt", "This is no time of anything in a store");
        }
        if (required(at + "type", type) != TrackedType.SEARCH) {
            absent(at, "query", query);
            absent(at, "results", results);
        }
        if (type != TrackedType.ADD_TO_CART) {
            absent(at, "quantity", quantity);
        }
        if (type != TrackedType.CHECKOUT_STEP) {
            absent(at, "step", step);
        }
        if (type != TrackedType.CUSTOM) {
            absent(at, "name", name);
        }
        switch (type) {
            case PAGE_VIEW -> required(at + "path", path);
            case PRODUCT_VIEW, ADD_TO_CART -> required(at + "productId", productId);
            case SEARCH -> required(at + "query", query);
            case CHECKOUT_STEP -> required(at + "step", step);
            case CUSTOM -> required(at + "name", name);
        }
        return new EventDetails(
                path == null ? null : path(at + "path", path),
                productId == null ? null : productId.value(),
                query == null ? null : TypedText.of(at + "query", "A search", query, 1, LONGEST_QUERY),
                bounded(at + "results", results, 0),
                type == TrackedType.ADD_TO_CART && quantity == null
                        ? Integer.valueOf(1)
                        : bounded(at + "quantity", quantity, 1),
                step,
                name == null ? null : name(at + "name", name),
                properties == null ? null : properties(at + "properties", properties));
    }

    private void absent(String at, String field, @Nullable Object value) {
        if (value != null) {
            throw InvalidValue.at(at + field, "A %s has no %s".formatted(type, field));
        }
    }

    private static <T> T required(String field, @Nullable T value) {
        if (value == null) {
            throw InvalidValue.at(field, "This is needed here");
        }
        return value;
    }

    private static void id(String field, @Nullable String id) {
        if (!ID_SYNTAX.matcher(required(field, id)).matches()) {
            throw InvalidValue.at(field, "An id has 1 to 64 letters, digits, hyphens and underscores");
        }
    }

    /** Without what follows it in an address, which may be about whoever looks at the page. */
    private static String path(String field, String path) {
        String end = path.split("[?#]", 2)[0];
        if (!end.startsWith("/")) {
            throw InvalidValue.at(field, "A path begins with a slash");
        }
        return TypedText.of(field, "A path", end, 1, LONGEST_PATH);
    }

    private static @Nullable Integer bounded(String field, @Nullable Integer number, int least) {
        if (number != null && (number < least || number > MOST_OF_ANYTHING)) {
            throw InvalidValue.at(
                    field, "This must be a whole number from %d to %,d".formatted(least, MOST_OF_ANYTHING));
        }
        return number;
    }

    private static String name(String field, String name) {
        if (!NAME_SYNTAX.matcher(name).matches()) {
            throw InvalidValue.at(
                    field,
                    "A name begins with a letter and has up to 64 letters, digits, dots, hyphens and underscores");
        }
        return name;
    }

    private static Map<String, Object> properties(String field, Map<String, Object> properties) {
        if (properties.size() > MOST_PROPERTIES) {
            throw InvalidValue.at(field, "An event has at most %d properties".formatted(MOST_PROPERTIES));
        }
        var kept = new TreeMap<String, Object>();
        properties.forEach((name, value) -> kept.put(name(field, name), value(field + "/" + name, value)));
        if (kept.entrySet().stream().mapToInt(SentEvent::bytes).sum() > MOST_PROPERTY_BYTES) {
            throw InvalidValue.at(
                    field, "The properties of an event have at most %,d bytes".formatted(MOST_PROPERTY_BYTES));
        }
        return kept;
    }

    private static int bytes(Map.Entry<String, Object> property) {
        return property.getKey().length() + property.getValue().toString().getBytes(StandardCharsets.UTF_8).length;
    }

    private static Object value(String field, @Nullable Object value) {
        return switch (value) {
            case String text -> TypedText.of(field, "A property", text, 0, LONGEST_VALUE);
            case Boolean flag -> flag;
            case Number number when Math.abs(number.doubleValue()) < LARGEST_NUMBER -> number;
            case null, default ->
                throw InvalidValue.at(field, "A property is text, true, false or a number of less than 10^15");
        };
    }
}
