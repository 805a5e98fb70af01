package io.saler.benchmark.year;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What reports have to say, added up from the payloads of stored events by plain SQL. Calendars are PostgreSQL's own.
 */
public final class YearTruth {

    private static final List<String> PREPARATION = List.of("""
            create temp table said as
            select timeStamp::timestamptz as at, globalIndex as position, split_part(payloadType, '.', 4) as what,
                convert_from(payload, 'UTF8')::jsonb as p
            from axon.domain_event""", """
            create temp table placed as
            select p ->> 'orderId' as id, p ->> 'storeId' as store, p ->> 'customerId' as customer, at,
                (select sum((line ->> 'quantity')::bigint) from jsonb_array_elements(p -> 'lines') as line) as units,
                (p #>> '{totals,total,amount}')::numeric as total, p -> 'lines' as lines
            from said where what = 'OrderPlaced'""", """
            create temp table sold as
            select placed.id, store, customer, said.at, units, total, lines,
                min(said.at) over (partition by store, customer) as first_at
            from said join placed on id = p ->> 'orderId' where what = 'OrderConfirmed'""", """
            create temp table given_back as
            select store, said.at, (p #>> '{amount,amount}')::numeric as amount
            from said join placed on id = p ->> 'orderId' where what = 'OrderRefunded'""", """
            create temp table called_off as
            select store, said.at from said join placed on id = p ->> 'orderId' where what = 'OrderCancelled'""", """
            create temp table shelf as
            select p ->> 'productId' as product, p ->> 'storeId' as store from said where what = 'InventoryItemCreated'""", """
            create temp table moved as
            select store, product, at, what, case what
                when 'InventoryItemCreated' then (p ->> 'onHand')::bigint
                when 'StockAdjusted' then (p ->> 'change')::bigint
                when 'StockCommitted' then -(p ->> 'quantity')::bigint
                else (p ->> 'quantity')::bigint end as units
            from said join shelf on product = p ->> 'productId'
            where what in ('InventoryItemCreated', 'StockAdjusted', 'StockCommitted', 'StockReturned')""", """
            create temp table called as
            select p ->> 'productId' as product, at, position, p #>> '{details,name}' as name,
                p #>> '{details,category}' as category
            from said where what in ('ProductCreated', 'ProductDetailsChanged')""", "analyze");

    private static final String STORES = """
            select opened.p ->> 'storeId', opened.p ->> 'currency', moved.p ->> 'timeZone'
            from said as opened join said as moved on moved.p ->> 'storeId' = opened.p ->> 'storeId'
            where opened.what = 'StoreOpened' and moved.what = 'StoreTimeZoneChanged'
            order by 2""";

    private static final String SALES = """
            select begins, sum(placed), sum(orders), sum(units), sum(revenue), sum(refunded), sum(cancelled) from (
                select at, 1 as placed, 0 as orders, 0 as units, 0 as revenue, 0 as refunded, 0 as cancelled, store from placed
                union all select at, 0, 1, units, total, 0, 0, store from sold
                union all select at, 0, 0, 0, 0, amount, 0, store from given_back
                union all select at, 0, 0, 0, 0, 0, 1, store from called_off
            ) as facts, lateral (select greatest(date_trunc(?, at, ?), ?::timestamptz) as begins)
            where store = ? and at >= ?::timestamptz and at < ?::timestamptz and at <= ?::timestamptz
            group by begins""";

    private static final String CUSTOMERS = """
            select begins, count(distinct customer),
                count(distinct customer) filter (where first_at >= begins),
                count(*), sum(total)
            from sold as facts, lateral (select greatest(date_trunc(?, at, ?), ?::timestamptz) as begins)
            where store = ? and at >= ?::timestamptz and at < ?::timestamptz and at <= ?::timestamptz
            group by begins""";

    private static final String STOCK = """
            select begins, coalesce(sum(units) filter (where what = 'InventoryItemCreated'
                    or what = 'StockAdjusted' and units > 0), 0),
                coalesce(-sum(units) filter (where what = 'StockAdjusted' and units < 0), 0),
                coalesce(-sum(units) filter (where what = 'StockCommitted'), 0),
                coalesce(sum(units) filter (where what = 'StockReturned'), 0), sum(units)
            from moved, lateral (select greatest(date_trunc(?, at, ?), ?::timestamptz) as begins)
            where store = ? and at >= ?::timestamptz and at < ?::timestamptz and at <= ?::timestamptz
            group by begins""";

    private static final String PRODUCTS = """
            select product, coalesce(name, ''), coalesce(category, ''), coalesce(orders, 0), coalesce(units, 0),
                coalesce(revenue, 0), coalesce(returned, 0)
            from (
                select line ->> 'productId' as product, count(distinct id) as orders,
                    sum((line ->> 'quantity')::bigint) as units, sum((line #>> '{total,amount}')::numeric) as revenue
                from sold, jsonb_array_elements(lines) as line
                where store = ? and at >= ?::timestamptz and at < ?::timestamptz and at <= ?::timestamptz
                group by 1
            ) as sales
            full join (
                select product, sum(units) as returned from moved
                where store = ? and at >= ?::timestamptz and at < ?::timestamptz and at <= ?::timestamptz
                  and what = 'StockReturned'
                group by 1
            ) as returns using (product)
            left join lateral (
                select name, category from called where called.product = coalesce(sales.product, returns.product)
                  and at <= ?::timestamptz
                order by position desc limit 1
            ) as names on true""";

    private final Connection events;

    /** A shop that events tell of. */
    public record Store(String id, Currency currency, ZoneId zone) {}

    /** @param events the database with the table {@code axon.domain_event}; what is made of it is temporary */
    public YearTruth(Connection events) throws SQLException {
        this.events = events;
        try (var statement = events.createStatement()) {
            for (String each : PREPARATION) {
                statement.execute(each);
            }
        }
    }

    public List<Store> stores() throws SQLException {
        List<Store> stores = new ArrayList<>();
        try (var statement = events.createStatement();
                var rows = statement.executeQuery(STORES)) {
            while (rows.next()) {
                stores.add(new Store(
                        rows.getString(1), Currency.getInstance(rows.getString(2)), ZoneId.of(rows.getString(3))));
            }
        }
        return stores;
    }

    /**
     * By the begin of each period in which there was something: placed, orders, units, revenue, refunded, cancelled.
     */
    Map<Instant, List<BigDecimal>> sales(Span span) throws SQLException {
        return span.periods(events, SALES, 6);
    }

    /** Customers, new ones, orders, revenue. */
    Map<Instant, List<BigDecimal>> customers(Span span) throws SQLException {
        return span.periods(events, CUSTOMERS, 4);
    }

    /** Units received, removed, sold, returned, and by how many there are more. */
    Map<Instant, List<BigDecimal>> stock(Span span) throws SQLException {
        return span.periods(events, STOCK, 5);
    }

    /** By product: name, category, orders, units, revenue, returned. */
    Map<String, List<String>> products(Span span) throws SQLException {
        try (PreparedStatement statement = events.prepareStatement(PRODUCTS)) {
            int place = span.bind(statement, 1);
            place = span.bind(statement, place);
            statement.setString(place, span.known());
            Map<String, List<String>> products = new TreeMap<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    List<String> values = new ArrayList<>();
                    for (int column = 2; column <= 7; column++) {
                        values.add(rows.getString(column));
                    }
                    products.put(rows.getString(1), values);
                }
            }
            return products;
        }
    }
}
