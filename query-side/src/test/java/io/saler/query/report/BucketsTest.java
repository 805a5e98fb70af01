package io.saler.query.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BucketsTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @Test
    void aDayHas23HoursWhenClocksGoForwardAnd25WhenTheyGoBack() {
        assertThat(lengths(days(Granularity.DAY, "2026-03-28", "2026-03-31", BERLIN)))
                .containsExactly(Duration.ofHours(24), Duration.ofHours(23), Duration.ofHours(24));
        assertThat(lengths(days(Granularity.DAY, "2026-10-24", "2026-10-27", BERLIN)))
                .containsExactly(Duration.ofHours(24), Duration.ofHours(25), Duration.ofHours(24));
        assertThat(days(Granularity.HOUR, "2026-03-29", "2026-03-30", BERLIN).count())
                .isEqualTo(23);
    }

    @Test
    void anHourThatHappensTwiceIsTwoPeriods() {
        Buckets day = days(Granularity.HOUR, "2026-10-25", "2026-10-26", BERLIN);

        assertThat(day.count()).isEqualTo(25);
        assertThat(names(day))
                .doesNotHaveDuplicates()
                .contains("2026-10-25T02:00+02:00", "2026-10-25T02:00+01:00", "2026-10-25T03:00+01:00");
    }

    @Test
    void whereClocksGoBackByHalfAnHourTheRestOfTheHourIsAPeriodOfItsOwn() {
        ZoneId island = ZoneId.of("Australia/Lord_Howe");
        assertThat(names(days(Granularity.HOUR, "2026-04-05", "2026-04-06", island))
                        .subList(1, 4))
                .containsExactly("2026-04-05T01:00+11:00", "2026-04-05T01:30+10:30", "2026-04-05T02:00+10:30");
        assertThat(names(days(Granularity.HOUR, "2026-10-04", "2026-10-05", island))
                        .subList(1, 4))
                .containsExactly("2026-10-04T01:00+10:30", "2026-10-04T02:30+11:00", "2026-10-04T03:00+11:00");
        assertThat(lengths(days(Granularity.DAY, "2026-04-05", "2026-04-06", island)))
                .containsExactly(Duration.ofMinutes(24 * 60 + 30));
    }

    @Test
    void aDayThatTheCalendarLeftOutIsNoPeriod() {
        assertThat(names(days(Granularity.DAY, "2011-12-29", "2012-01-01", ZoneId.of("Pacific/Apia"))))
                .containsExactly("2011-12-29", "2011-12-31");
    }

    @Test
    void aDayBeginsWhenClocksSkipMidnight() {
        Buckets day = days(Granularity.DAY, "2026-09-06", "2026-09-07", ZoneId.of("America/Santiago"));
        assertThat(day.count()).isEqualTo(1);
        assertThat(lengths(day)).containsExactly(Duration.ofHours(23));
        assertThat(day.from()).isEqualTo(Instant.parse("2026-09-06T04:00:00Z"));
    }

    @ParameterizedTest
    @CsvSource({
        "WEEK, 2025-12-25, 2026-01-06, 2025-W52 2026-W01 2026-W02",
        "MONTH, 2026-01-15, 2026-03-02, 2026-01 2026-02 2026-03",
        "QUARTER, 2025-11-01, 2026-04-02, 2025-Q4 2026-Q1 2026-Q2",
        "YEAR, 2024-06-01, 2026-01-02, 2024 2025 2026"
    })
    void periodsAreThoseOfTheCalendarCutOffWhereTheSpanEnds(
            Granularity granularity, String from, String to, String expected) {
        Buckets buckets = days(granularity, from, to, BERLIN);

        assertThat(String.join(" ", names(buckets))).isEqualTo(expected);
        assertThat(buckets.from()).isEqualTo(midnight(from, BERLIN));
        assertThat(buckets.to()).isEqualTo(midnight(to, BERLIN));
    }

    @Test
    void thePeriodBeforeIsAsManyMonthsOrDaysOrAsMuchTime() {
        assertThat(earlier("2026-03-01", "2026-04-01")).isEqualTo("2026-02-01");
        assertThat(earlier("2026-01-01", "2027-01-01")).isEqualTo("2025-01-01");
        assertThat(earlier("2026-03-23", "2026-03-30")).isEqualTo("2026-03-16");
        assertThat(earlier("2026-10-25", "2026-10-26")).isEqualTo("2026-10-24");
        Buckets moments = Buckets.of(
                Instant.parse("2026-10-25T12:00:00Z"), Instant.parse("2026-10-25T15:30:00Z"), Granularity.HOUR, BERLIN);
        assertThat(moments.earlier()).isEqualTo(Instant.parse("2026-10-25T08:30:00Z"));
    }

    @Test
    void thereAreNotTooMany() {
        assertThat(Buckets.of(
                                Instant.EPOCH,
                                Instant.EPOCH.plus(Duration.ofHours(Buckets.MOST)),
                                Granularity.HOUR,
                                ZoneId.of("UTC"))
                        .count())
                .isEqualTo(Buckets.MOST);
        assertThatThrownBy(() -> days(Granularity.HOUR, "2026-01-01", "2027-01-01", BERLIN))
                .isInstanceOf(Buckets.TooMany.class);
    }

    private static String earlier(String from, String to) {
        return LocalDate.ofInstant(days(Granularity.DAY, from, to, BERLIN).earlier(), BERLIN)
                .toString();
    }

    private static Buckets days(Granularity granularity, String from, String to, ZoneId zone) {
        return Buckets.of(midnight(from, zone), midnight(to, zone), granularity, zone);
    }

    private static Instant midnight(String day, ZoneId zone) {
        return LocalDate.parse(day).atStartOfDay(zone).toInstant();
    }

    private static List<String> names(Buckets buckets) {
        return IntStream.range(0, buckets.count()).mapToObj(buckets::name).toList();
    }

    private static List<Duration> lengths(Buckets buckets) {
        return IntStream.range(0, buckets.count())
                .mapToObj(bucket -> Duration.between(buckets.start(bucket), buckets.end(bucket)))
                .toList();
    }
}
