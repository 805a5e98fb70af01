package io.saler.query.tracking;

import java.time.Duration;
import java.time.Instant;

/** The quarter of an hour, in UTC, by which is counted: hours and days of every time zone are made of whole ones. */
final class Quarter {

    private static final long SECONDS = Duration.ofMinutes(15).toSeconds();

    private Quarter() {}

    static Instant of(Instant time) {
        return Instant.ofEpochSecond(Math.floorDiv(time.getEpochSecond(), SECONDS) * SECONDS);
    }
}
