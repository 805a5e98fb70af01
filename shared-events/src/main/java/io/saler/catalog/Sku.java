package io.saler.catalog;

import io.saler.value.InvalidValue;
import java.util.regex.Pattern;

/** A store's own name for what it keeps in stock: 1 to 64 letters, digits, dots, hyphens and underscores. */
public record Sku(String value) {

    private static final Pattern SYNTAX = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    public Sku {
        if (!SYNTAX.matcher(value).matches()) {
            throw new InvalidValue("A SKU has 1 to 64 letters, digits, dots, hyphens and underscores");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
