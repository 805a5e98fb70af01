package io.saler.query.catalog;

import io.saler.gateway.problem.InvalidParameter;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.stream.Collectors;

/** In which order products are listed. Clients write the key's name, with a hyphen before it for descending. */
enum ProductSort {
    NAME("name", "sort_name"),
    NAME_DESCENDING("-name", "sort_name"),
    PRICE("price", "price"),
    PRICE_DESCENDING("-price", "price"),
    CREATED("created", "created_at"),
    CREATED_DESCENDING("-created", "created_at");

    private static final int LONGEST_NUMBER = 32;
    private static final Instant EARLIEST = Instant.parse("1970-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

    private final String text;
    private final String column;

    ProductSort(String text, String column) {
        this.text = text;
        this.column = column;
    }

    /** Reads what a client wrote. */
    static ProductSort of(String text) {
        return Arrays.stream(values())
                .filter(sort -> sort.text.equals(text))
                .findFirst()
                .orElseThrow(() -> new InvalidParameter(
                        "sort",
                        Arrays.stream(values())
                                .map(sort -> sort.text)
                                .collect(Collectors.joining(", ", "This must be one of ", "."))));
    }

    String column() {
        return column;
    }

    boolean isDescending() {
        return text.startsWith("-");
    }

    /** Reads a sort key from its text; throws {@link IllegalArgumentException} if it cannot be one. */
    Object key(String text) {
        return switch (this) {
            case NAME, NAME_DESCENDING -> name(text);
            case PRICE, PRICE_DESCENDING -> price(text);
            case CREATED, CREATED_DESCENDING -> time(text);
        };
    }

    private static Object name(String text) {
        if (text.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("Not a name");
        }
        return text;
    }

    private static Object price(String text) {
        if (text.length() > LONGEST_NUMBER || text.indexOf('e') >= 0 || text.indexOf('E') >= 0) {
            throw new IllegalArgumentException("Not an amount");
        }
        return new BigDecimal(text);
    }

    private static Object time(String text) {
        Instant time = Instant.parse(text);
        if (time.isBefore(EARLIEST) || time.isAfter(LATEST)) {
            throw new IllegalArgumentException("Not a time of a product");
        }
        return time;
    }
}
