package io.saler.store;

import io.saler.value.InvalidValue;
import java.time.ZoneId;

/** A place whose clocks a store goes by, by its name in the IANA database, such as {@code Asia/Riyadh}. */
public record StoreTimeZone(String name) {

    public static final StoreTimeZone UTC = new StoreTimeZone("UTC");

    public StoreTimeZone {
        if (!ZoneId.getAvailableZoneIds().contains(name)) {
            throw new InvalidValue("A time zone is a name of the IANA database such as Europe/Berlin");
        }
    }

    public ZoneId zone() {
        return ZoneId.of(name);
    }

    @Override
    public String toString() {
        return name;
    }
}
