package io.saler.query.report;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;

/**
 * A span of time, divided into calendar periods of one place. The first and the last are cut off where the span begins
 * and ends.
 *
 * @param bounds where each period begins, and where the last one ends
 */
record Buckets(Granularity granularity, ZoneId zone, List<Instant> bounds) {

    /** The most periods that a report may have. */
    static final int MOST = 3_000;

    Buckets {
        bounds = List.copyOf(bounds);
    }

    /** There would be more than {@link #MOST} of them. */
    static final class TooMany extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private TooMany() {
            super("More than %d periods".formatted(MOST));
        }
    }

    /**
     * @param from before {@code to}
     * @throws TooMany if there are too many
     */
    static Buckets of(Instant from, Instant to, Granularity granularity, ZoneId zone) {
        List<Instant> bounds = new ArrayList<>();
        ZonedDateTime start = from.atZone(zone);
        while (start.toInstant().isBefore(to)) {
            if (bounds.size() == MOST) {
                throw new TooMany();
            }
            bounds.add(start.toInstant());
            start = granularity.next(start);
        }
        bounds.add(to);
        return new Buckets(granularity, zone, bounds);
    }

    /** All of it as one, whatever its length. */
    static Buckets whole(Instant from, Instant to, Granularity granularity, ZoneId zone) {
        return new Buckets(granularity, zone, List.of(from, to));
    }

    Instant from() {
        return bounds.getFirst();
    }

    Instant to() {
        return bounds.getLast();
    }

    int count() {
        return bounds.size() - 1;
    }

    Instant start(int bucket) {
        return bounds.get(bucket);
    }

    Instant end(int bucket) {
        return bounds.get(bucket + 1);
    }

    /** What a period is called, for example {@code 2026-03}. */
    String name(int bucket) {
        return granularity.name(start(bucket).atZone(zone));
    }

    /**
     * Where the span of the same length begins that ends where this one begins: as many months where whole months are
     * asked for, as many days where whole days are, as much time otherwise.
     */
    Instant earlier() {
        ZonedDateTime first = from().atZone(zone);
        ZonedDateTime last = to().atZone(zone);
        if (!isMidnight(first) || !isMidnight(last)) {
            return from().minus(Duration.between(from(), to()));
        }
        LocalDate start = first.toLocalDate();
        LocalDate end = last.toLocalDate();
        boolean months = start.getDayOfMonth() == 1 && end.getDayOfMonth() == 1;
        LocalDate earlier = months
                ? start.minusMonths(Period.between(start, end).toTotalMonths())
                : start.minusDays(end.toEpochDay() - start.toEpochDay());
        return earlier.atStartOfDay(zone).toInstant();
    }

    private boolean isMidnight(ZonedDateTime moment) {
        return moment.toInstant().equals(moment.toLocalDate().atStartOfDay(zone).toInstant());
    }
}
