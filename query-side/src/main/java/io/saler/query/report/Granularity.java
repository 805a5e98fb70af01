package io.saler.query.report;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalAdjusters;
import java.util.Locale;

/**
 * The calendar periods that a report is divided into, as clocks on the wall show them. A day may have 23 or 25 hours,
 * and an hour that happens twice is two periods. Weeks begin on Mondays.
 */
enum Granularity {
    HOUR("uuuu-MM-dd'T'HH:mmxxx"),
    DAY("uuuu-MM-dd"),
    WEEK("uuuu-MM-dd"),
    MONTH("uuuu-MM"),
    QUARTER("uuuu-'Q'q"),
    YEAR("uuuu");

    private final DateTimeFormatter name;

    Granularity(String pattern) {
        this.name = DateTimeFormatter.ofPattern(pattern, Locale.ROOT);
    }

    /** As clients write it. */
    String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What the period of this moment is called, for example {@code 2026-W07}. */
    String name(ZonedDateTime moment) {
        return this == WEEK
                ? "%d-W%02d"
                        .formatted(moment.get(IsoFields.WEEK_BASED_YEAR), moment.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR))
                : name.format(moment);
    }

    /** When the period after that of this moment begins. */
    ZonedDateTime next(ZonedDateTime moment) {
        if (this == HOUR) {
            ZonedDateTime later = moment.plusHours(1);
            ZonedDateTime full = later.truncatedTo(ChronoUnit.HOURS);
            return full.isAfter(moment) ? full : later;
        }
        LocalDate next = after(first(moment.toLocalDate()));
        ZonedDateTime start = next.atStartOfDay(moment.getZone());
        // Where a whole day was left out of the calendar, it begins when the day after it does.
        while (!start.isAfter(moment)) {
            next = after(next);
            start = next.atStartOfDay(moment.getZone());
        }
        return start;
    }

    private LocalDate first(LocalDate date) {
        return switch (this) {
            case HOUR, DAY -> date;
            case WEEK -> date.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
            case MONTH -> date.withDayOfMonth(1);
            case QUARTER -> date.with(IsoFields.DAY_OF_QUARTER, 1);
            case YEAR -> date.withDayOfYear(1);
        };
    }

    private LocalDate after(LocalDate first) {
        return switch (this) {
            case HOUR, DAY -> first.plusDays(1);
            case WEEK -> first.plusWeeks(1);
            case MONTH -> first.plusMonths(1);
            case QUARTER -> first.plusMonths(3);
            case YEAR -> first.plusYears(1);
        };
    }
}
