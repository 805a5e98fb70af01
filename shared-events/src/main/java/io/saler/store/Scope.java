package io.saler.store;

import io.saler.value.InvalidValue;
import java.util.List;
import java.util.regex.Pattern;

/**
 * One thing that an API key may do, such as {@code products:write}. A scope of old that nobody knows any more can still
 * be read; {@link #isKnown()} tells.
 */
public record Scope(String value) {

    /** First, since every scope below is checked by it. */
    private static final Pattern SYNTAX = Pattern.compile("[a-z]{1,32}:[a-z]{1,32}");

    public static final Scope PRODUCTS_WRITE = new Scope("products:write");
    public static final Scope INVENTORY_READ = new Scope("inventory:read");
    public static final Scope INVENTORY_WRITE = new Scope("inventory:write");
    public static final Scope ORDERS_READ = new Scope("orders:read");

    /** To ship, cancel and refund orders. */
    public static final Scope ORDERS_WRITE = new Scope("orders:write");

    public static final Scope WEBHOOKS_READ = new Scope("webhooks:read");
    public static final Scope WEBHOOKS_WRITE = new Scope("webhooks:write");
    public static final Scope ANALYTICS_READ = new Scope("analytics:read");

    /** To send what visitors do. All that a publishable key may. */
    public static final Scope ANALYTICS_TRACK = new Scope("analytics:track");

    public static final List<Scope> ALL = List.of(
            PRODUCTS_WRITE,
            INVENTORY_READ,
            INVENTORY_WRITE,
            ORDERS_READ,
            ORDERS_WRITE,
            WEBHOOKS_READ,
            WEBHOOKS_WRITE,
            ANALYTICS_READ,
            ANALYTICS_TRACK);

    public Scope {
        if (!SYNTAX.matcher(value).matches()) {
            throw new InvalidValue("A scope is a thing and what may be done to it, such as products:write");
        }
    }

    public boolean isKnown() {
        return ALL.contains(this);
    }

    @Override
    public String toString() {
        return value;
    }
}
