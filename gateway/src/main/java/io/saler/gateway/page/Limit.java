package io.saler.gateway.page;

import io.saler.gateway.problem.InvalidParameter;
import org.jspecify.annotations.Nullable;

/**
 * How many items a page has: 1 to 200, and 50 unless the parameter {@code limit} says otherwise. Controllers take it as
 * an argument.
 */
public record Limit(int items) {

    public static final String PARAMETER = "limit";
    public static final int MAXIMUM = 200;
    public static final int USUAL = 50;

    public Limit {
        if (items < 1 || items > MAXIMUM) {
            throw outOfBounds();
        }
    }

    /** Reads the parameter; throws {@link InvalidParameter} for anything but a number from 1 to 200. */
    public static Limit parse(@Nullable String text) {
        if (text == null) {
            return new Limit(USUAL);
        }
        if (!text.matches("[0-9]{1,3}")) {
            throw outOfBounds();
        }
        return new Limit(Integer.parseInt(text));
    }

    /** How many rows to ask for, in order to see whether there is a next page. */
    public int andOneMore() {
        return items + 1;
    }

    private static InvalidParameter outOfBounds() {
        return new InvalidParameter(PARAMETER, "This must be a whole number from 1 to %d.".formatted(MAXIMUM));
    }
}
