package io.saler.query.catalog;

import io.saler.query.CursorKey;
import io.saler.query.QueryParameter;
import java.math.BigDecimal;
import java.time.Instant;

/** In which order products are listed. Clients write the key's name, with a hyphen before it for descending. */
enum ProductSort {
    NAME("name", "sort_name"),
    NAME_DESCENDING("-name", "sort_name"),
    PRICE("price", "price"),
    PRICE_DESCENDING("-price", "price"),
    CREATED("created", "created_at"),
    CREATED_DESCENDING("-created", "created_at");

    private static final int LONGEST_NUMBER = 32;

    private final String text;
    private final String column;

    ProductSort(String text, String column) {
        this.text = text;
        this.column = column;
    }

    /** Reads what a client wrote. */
    static ProductSort of(String text) {
        return QueryParameter.oneOf("sort", text, values(), sort -> sort.text);
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
            case NAME, NAME_DESCENDING -> CursorKey.text(text);
            case PRICE, PRICE_DESCENDING -> price(text);
            case CREATED, CREATED_DESCENDING -> CursorKey.time(Instant.parse(text));
        };
    }

    private static Object price(String text) {
        if (text.length() > LONGEST_NUMBER || text.indexOf('e') >= 0 || text.indexOf('E') >= 0) {
            throw new IllegalArgumentException("Not an amount");
        }
        return new BigDecimal(text);
    }
}
