package io.saler.benchmark.year;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.random.RandomGenerator;

/** Moments of the year, often where calendars are difficult. */
final class Moments {

    private final RandomGenerator chance;

    Moments(RandomGenerator chance) {
        this.chance = chance;
    }

    Instant any() {
        return ShopYear.BEGIN.plusMillis(
                chance.nextLong(Duration.between(ShopYear.BEGIN, ShopYear.END).toMillis() - 1_000));
    }

    /** This one, or one near the next change of clocks, the month's first midnight, or the day's; within the year. */
    Instant difficult(Instant any, ZoneId zone) {
        return switch (chance.nextInt(20)) {
            case 0 -> {
                var change = zone.getRules().nextTransition(any);
                yield change == null ? any : near(change.getInstant());
            }
            case 1 ->
                near(any.atZone(zone)
                        .toLocalDate()
                        .withDayOfMonth(1)
                        .atStartOfDay(zone)
                        .toInstant());
            case 2 -> near(any.atZone(zone).toLocalDate().atStartOfDay(zone).toInstant());
            default -> any;
        };
    }

    /** Within two hours of it, and sometimes at the very millisecond; never outside of the year. */
    private Instant near(Instant moment) {
        Instant near = chance.nextInt(5) == 0
                ? moment.plusMillis(chance.nextInt(-1, 2))
                : moment.plusMillis(chance.nextLong(-7_200_000, 7_200_000));
        return near.isBefore(ShopYear.BEGIN.plusSeconds(60)) || !near.isBefore(ShopYear.END)
                ? ShopYear.BEGIN.plusSeconds(60)
                : near;
    }
}
