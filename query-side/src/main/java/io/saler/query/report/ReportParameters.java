package io.saler.query.report;

import io.saler.catalog.ProductId;
import io.saler.gateway.problem.InvalidParameter;
import io.saler.query.QueryParameter;
import io.saler.query.store.StoreView;
import io.saler.store.StoreTimeZone;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What all reports are asked with, as clients write it. */
record ReportParameters(
        @Parameter(
                required = true,
                description = "Where the report begins: a day in the time zone, or a moment",
                example = "2026-01-01")
        @Nullable
        String from,

        @Parameter(
                required = true,
                description = "Where it ends; this day or moment is left out",
                example = "2026-02-01")
        @Nullable
        String to,

        @Parameter(
                description = "What it is divided into",
                schema =
                        @Schema(
                                type = "string",
                                allowableValues = {"hour", "day", "week", "month", "quarter", "year"},
                                defaultValue = "day"))
        @Nullable
        String granularity,

        @Parameter(description = "An IANA time zone; the store's own if not said", example = "Europe/Berlin") @Nullable
        String timeZone,

        @Parameter(
                schema =
                        @Schema(
                                type = "string",
                                allowableValues = {"json", "csv"},
                                defaultValue = "json"))
        @Nullable
        String format,

        @Parameter(
                description = "Adds the period before",
                schema =
                        @Schema(
                                type = "string",
                                allowableValues = {"previous"}))
        @Nullable
        String compare,

        @Parameter(
                description = "Leaves out what happened after this moment in the past",
                schema = @Schema(type = "string", format = "date-time"))
        @Nullable
        String asOf) {

    /** The products that a report is about; both null for all. */
    record Selection(@Nullable ProductId product, @Nullable String category) {
        static final Selection ALL = new Selection(null, null);
    }

    enum Format {
        JSON,
        CSV
    }

    private static final Instant EARLIEST = Instant.parse("1970-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");
    private static final int LONGEST_CATEGORY = 100;

    Format readFormat() {
        return format == null
                ? Format.JSON
                : QueryParameter.oneOf(
                        "format", format, Format.values(), each -> each.name().toLowerCase(Locale.ROOT));
    }

    /** Divides a span of time. */
    @FunctionalInterface
    private interface Division {
        Buckets of(Instant from, Instant to, Granularity granularity, ZoneId zone);
    }

    /** Reads what is told by periods, or throws {@link InvalidParameter} about the first that makes no sense. */
    ReportRequest read(StoreView store, Selection selection, Instant now) {
        return read(store, selection, 0, now, ReportParameters::divided);
    }

    /** The same of what is ranked, which has no periods. */
    ReportRequest readRanking(StoreView store, Selection selection, int limit, Instant now) {
        return read(store, selection, limit, now, Buckets::whole);
    }

    private ReportRequest read(StoreView store, Selection selection, int limit, Instant now, Division division) {
        ZoneId zone = zone(store);
        Granularity size = granularity == null
                ? Granularity.DAY
                : QueryParameter.oneOf("granularity", granularity, Granularity.values(), Granularity::text);
        Instant begin = moment("from", from, zone);
        Instant end = moment("to", to, zone);
        if (!begin.isBefore(end)) {
            throw new InvalidParameter("to", "This must be later than from.");
        }
        Buckets buckets = division.of(begin, end, size, zone);
        return new ReportRequest(
                store,
                buckets,
                compares() ? division.of(buckets.earlier(), begin, size, zone) : null,
                readAsOf(now),
                selection.product(),
                QueryParameter.text("category", selection.category(), LONGEST_CATEGORY),
                limit);
    }

    private ZoneId zone(StoreView store) {
        if (timeZone == null) {
            return store.timeZone().zone();
        }
        if (!StoreTimeZone.isKnown(timeZone)) {
            throw new InvalidParameter("timeZone", "This must be a name of the IANA database such as Europe/Berlin.");
        }
        return ZoneId.of(timeZone);
    }

    private static Buckets divided(Instant from, Instant to, Granularity granularity, ZoneId zone) {
        try {
            return Buckets.of(from, to, granularity, zone);
        } catch (Buckets.TooMany tooMany) {
            throw new InvalidParameter(
                    "granularity",
                    "From there to there, a report by %s has more than %d parts. Ask for a shorter time or longer parts."
                            .formatted(granularity.text(), Buckets.MOST));
        }
    }

    private boolean compares() {
        if (compare == null) {
            return false;
        }
        if (!compare.equals("previous")) {
            throw new InvalidParameter("compare", "This must be previous.");
        }
        return true;
    }

    private @Nullable Instant readAsOf(Instant now) {
        if (asOf == null) {
            return null;
        }
        Instant moment;
        try {
            moment = OffsetDateTime.parse(asOf).toInstant();
        } catch (DateTimeException unreadable) {
            throw new InvalidParameter("asOf", "This must be a moment such as 2026-01-31T12:00:00Z.");
        }
        if (moment.isAfter(now)) {
            throw new InvalidParameter("asOf", "This must not be in the future.");
        }
        if (moment.isBefore(EARLIEST)) {
            throw new InvalidParameter("asOf", "This must not be before 1970.");
        }
        return moment;
    }

    private static Instant moment(String name, @Nullable String text, ZoneId zone) {
        if (text == null || text.isEmpty()) {
            throw new InvalidParameter(name, "This is needed: a day such as 2026-01-31, or a moment.");
        }
        try {
            Instant moment = text.indexOf('T') < 0
                    ? LocalDate.parse(text).atStartOfDay(zone).toInstant()
                    : OffsetDateTime.parse(text).toInstant();
            if (moment.isBefore(EARLIEST) || moment.isAfter(LATEST)) {
                throw new InvalidParameter(name, "This must be from 1970 to 2199.");
            }
            return moment;
        } catch (DateTimeException unreadable) {
            throw new InvalidParameter(
                    name, "This must be a day such as 2026-01-31 or a moment such as 2026-01-31T12:00:00Z.");
        }
    }
}
