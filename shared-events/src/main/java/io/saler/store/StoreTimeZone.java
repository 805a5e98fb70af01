package io.saler.store;

import io.saler.value.InvalidValue;
import java.time.ZoneId;
import java.util.Set;

/** A place whose clocks a store goes by, by its name in the IANA database, such as {@code Asia/Riyadh}. */
public record StoreTimeZone(String name) {

    /** The JDK copies all of them each time it is asked. */
    private static final Set<String> NAMES = Set.copyOf(ZoneId.getAvailableZoneIds());

    public static final StoreTimeZone UTC = new StoreTimeZone("UTC");

    public StoreTimeZone {
        if (!isKnown(name)) {
            throw new InvalidValue("A time zone is a name of the IANA database such as Europe/Berlin");
        }
    }

    /** Whether a place is called so. */
    public static boolean isKnown(String name) {
        return NAMES.contains(name);
    }

    public ZoneId zone() {
        return ZoneId.of(name);
    }

    @Override
    public String toString() {
        return name;
    }
}
