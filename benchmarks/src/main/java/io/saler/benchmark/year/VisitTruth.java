package io.saler.benchmark.year;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.postgresql.PGConnection;

/**
 * What reports have to say about visits, added up by plain SQL from the events that were sent, without anything that
 * Saler has made of them. Calendars are PostgreSQL's own.
 */
public final class VisitTruth {

    /** Each line is a value as it is: JSON has neither of these characters. */
    private static final String LOAD = "copy sent from stdin (format csv, quote e'\\x01', delimiter e'\\x02')";

    private static final List<String> PREPARATION = List.of(
            """
            create temp table told as
            select distinct on (e ->> 'storeId', e ->> 'eventId') e ->> 'storeId' as store, e ->> 'sessionId' as session,
                (e ->> 'occurredAt')::timestamptz as at, e ->> 'type' as type, e ->> 'step' as step,
                e ->> 'query' as query, (e ->> 'results')::integer as results
            from sent""",
            "drop table sent",
            """
            create temp table came as
            select store, wanted, date_bin('15 minutes', min(at), timestamptz 'epoch') as quarter
            from (
                select store, session, at, case
                    when step = 'COMPLETED' then 6
                    when step = 'PAYMENT' then 5
                    when type = 'CHECKOUT_STEP' then 4
                    when type = 'ADD_TO_CART' then 3
                    when type = 'PRODUCT_VIEW' then 2
                    else 1 end as step
                from told
            ) as steps join generate_series(1, 6) as wanted on step >= wanted
            group by store, session, wanted
            order by store, quarter""",
            "create index on came (store, quarter)",
            """
            create temp table searched as
            select store, trim(left(trim(regexp_replace(lower(normalize(
                    regexp_replace(query, '[^\\s@]+@[^\\s@]+', '[masked]', 'g'), NFKC) collate "pg_c_utf8"),
                    '\\s+', ' ', 'g')), 100)) collate "default" as term,
                results, date_bin('15 minutes', at, timestamptz 'epoch') as quarter
            from told where type = 'SEARCH'
            order by store, quarter""",
            "create index on searched (store, quarter)",
            "analyze came, searched");

    private static final String WITHIN = """
            store = ? and quarter >= ?::timestamptz and quarter < ?::timestamptz
                and quarter + interval '15 minutes' <= ?::timestamptz
            """;

    private static final String COUNTS = """
            count(*) filter (where wanted = 1), count(*) filter (where wanted = 2), count(*) filter (where wanted = 3),
            count(*) filter (where wanted = 4), count(*) filter (where wanted = 5), count(*) filter (where wanted = 6)
            from came
            """;

    private static final String FUNNEL = "select begins, " + COUNTS
            + ", lateral (select greatest(date_trunc(?, quarter, ?), ?::timestamptz) as begins) where " + WITHIN
            + "group by begins";

    private static final String FUNNEL_TOTALS = "select " + COUNTS + "where " + WITHIN;

    /** What a spreadsheet would take for a formula is led by an apostrophe. */
    private static final String TERMS = """
            select case when term ~ '^[=+@-]' then '''' || term else term end, count(*),
                count(*) filter (where results = 0)
            from searched where""" + " " + WITHIN + "group by term order by 2 desc, term limit 10000";

    private static final String TERM_TOTALS = """
            select count(distinct term), count(*), count(*) filter (where results = 0) from searched where""" + " " + WITHIN;

    private final Connection database;

    /**
     * @param database any; what is made in it is temporary
     * @param lines an event in each
     */
    public VisitTruth(Connection database, InputStream lines) throws SQLException, IOException {
        this.database = database;
        try (var statement = database.createStatement()) {
            statement.execute("create temp table sent (e jsonb)");
            database.unwrap(PGConnection.class).getCopyAPI().copyIn(LOAD, lines);
            for (String each : PREPARATION) {
                statement.execute(each);
            }
        }
    }

    /** How many different events there are, told twice or not. */
    public long events() throws SQLException {
        try (var statement = database.createStatement();
                var row = statement.executeQuery("select count(*) from told")) {
            row.next();
            return row.getLong(1);
        }
    }

    /** How many visits came to each of the six steps, by the begin of each period in which one did. */
    Map<Instant, List<BigDecimal>> funnel(Span span) throws SQLException {
        return span.periods(database, FUNNEL, 6);
    }

    List<String> funnelTotals(Span span) throws SQLException {
        return rows(FUNNEL_TOTALS, 6, span).getFirst();
    }

    /** Term, searches, those that found nothing; the most frequent first. */
    List<List<String>> terms(Span span) throws SQLException {
        return rows(TERMS, 3, span);
    }

    /** Terms, searches, those that found nothing. */
    List<String> termTotals(Span span) throws SQLException {
        return rows(TERM_TOTALS, 3, span).getFirst();
    }

    private List<List<String>> rows(String query, int columns, Span span) throws SQLException {
        try (PreparedStatement statement = database.prepareStatement(query)) {
            span.bind(statement, 1);
            List<List<String>> all = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    List<String> row = new ArrayList<>();
                    for (int column = 1; column <= columns; column++) {
                        row.add(rows.getString(column));
                    }
                    all.add(row);
                }
            }
            return all;
        }
    }
}
