package io.saler.query.report;

import io.saler.query.generation.Generation;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Currency;
import org.jdbi.v3.core.Handle;
import org.springframework.stereotype.Component;

/** Counts and adds up sales. */
@Component
class SalesReport implements Report<Timeline<SalesFigures>> {

    private static final String ALL = """
            select 'placed' as fact, width_bucket(at, bounds) as bucket, count(*) as orders, null as units, null as amount
            from <schema>.order_placed, asked
            where store_id = :store and at >= :from and at < :to and at <= :asOf
            group by bucket
            union all
            select 'sold', width_bucket(at, bounds) as bucket, count(*), sum(units), sum(total)
            from <schema>.sale, asked
            where store_id = :store and at >= :from and at < :to and at <= :asOf
            group by bucket
            union all
            select 'refunded', width_bucket(at, bounds) as bucket, null, null, sum(amount)
            from <schema>.refund, asked
            where store_id = :store and at >= :from and at < :to and at <= :asOf
            group by bucket
            union all
            select 'cancelled', width_bucket(at, bounds) as bucket, count(*), null, null
            from <schema>.order_ended, asked
            where store_id = :store and at >= :from and at < :to and at <= :asOf and outcome = 'CANCELLED'
            group by bucket""";

    private static final String OF_PRODUCTS = """
            select 'sold' as fact, width_bucket(sale.at, bounds) as bucket, count(distinct order_id) as orders,
                sum(order_line.units) as units, sum(order_line.total) as amount
            from <schema>.sale join <schema>.order_line using (order_id), asked
            where store_id = :store and sale.at >= :from and sale.at < :to and sale.at <= :asOf
              and product_id in (select product_id from selected)
            group by bucket""";

    @Override
    public String name() {
        return "sales";
    }

    @Override
    public Timeline<SalesFigures> read(ReportRequest request, Generation generation, Handle handle) {
        Currency currency = request.currency();
        boolean whole = !request.selectsProducts();
        int count = request.buckets().count();
        var sums = new Sums[count];
        for (int bucket = 0; bucket < count; bucket++) {
            sums[bucket] = new Sums();
        }
        FactQuery.of(whole ? ALL : FactQuery.SELECTED + OF_PRODUCTS, request, generation, handle)
                .map((row, context) -> sums[row.getInt("bucket") - 1].add(row))
                .list();
        var total = new Sums();
        for (Sums each : sums) {
            total.add(each);
        }
        return Timeline.of(
                request.buckets(), bucket -> sums[bucket].figures(currency, whole), total.figures(currency, whole));
    }

    private static final class Sums {

        private long placed;
        private long orders;
        private long units;
        private long cancelled;
        private BigDecimal revenue = BigDecimal.ZERO;
        private BigDecimal refunded = BigDecimal.ZERO;

        Sums add(ResultSet row) throws SQLException {
            switch (row.getString("fact")) {
                case "placed" -> placed += row.getLong("orders");
                case "sold" -> {
                    orders += row.getLong("orders");
                    units += row.getLong("units");
                    revenue = revenue.add(row.getBigDecimal("amount"));
                }
                case "refunded" -> refunded = refunded.add(row.getBigDecimal("amount"));
                case "cancelled" -> cancelled += row.getLong("orders");
                default -> throw new IllegalStateException(row.getString("fact"));
            }
            return this;
        }

        void add(Sums other) {
            placed += other.placed;
            orders += other.orders;
            units += other.units;
            cancelled += other.cancelled;
            revenue = revenue.add(other.revenue);
            refunded = refunded.add(other.refunded);
        }

        SalesFigures figures(Currency currency, boolean whole) {
            return new SalesFigures(
                    whole ? placed : null,
                    orders,
                    units,
                    Amounts.of(revenue, currency),
                    whole ? Amounts.of(refunded, currency) : null,
                    whole ? Amounts.of(revenue.subtract(refunded), currency) : null,
                    whole ? Amounts.average(revenue, orders, currency) : null,
                    whole ? cancelled : null);
        }
    }
}
