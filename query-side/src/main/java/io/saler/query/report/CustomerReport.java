package io.saler.query.report;

import io.saler.query.generation.Generation;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.HashMap;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.springframework.stereotype.Component;

/** Counts who has bought. */
@Component
class CustomerReport implements Report<Timeline<CustomerFigures>> {

    /** The whole span is a period of its own, with the number that no other has. */
    private static final int WHOLE = 0;

    private static final String QUERY = """
            , first_sale as (
                select customer_id, min(at) as at from <schema>.sale
                where store_id = :store and at < :to and at <= :asOf
                group by customer_id
            ), sold as (
                select customer_id, total, width_bucket(sale.at, bounds) as bucket,
                    width_bucket(first_sale.at, bounds) as first_bucket
                from <schema>.sale join first_sale using (customer_id), asked
                where store_id = :store and sale.at >= :from and sale.at < :to and sale.at <= :asOf
            )
            select bucket, count(distinct customer_id) as customers,
                count(distinct customer_id) filter (where first_bucket = bucket) as new_customers,
                count(*) as orders, sum(total) as revenue
            from sold
            group by bucket
            union all
            select 0, count(distinct customer_id), count(distinct customer_id) filter (where first_bucket > 0),
                count(*), coalesce(sum(total), 0)
            from sold""";

    @Override
    public String name() {
        return "customers";
    }

    @Override
    public Timeline<CustomerFigures> read(ReportRequest request, Generation generation, Handle handle) {
        Currency currency = request.currency();
        Map<Integer, CustomerFigures> found = new HashMap<>();
        FactQuery.of(QUERY, request, generation, handle)
                .map((row, context) -> found.put(
                        row.getInt("bucket"),
                        figures(
                                row.getLong("customers"),
                                row.getLong("new_customers"),
                                row.getLong("orders"),
                                row.getBigDecimal("revenue"),
                                currency)))
                .list();
        CustomerFigures nobody = figures(0, 0, 0, BigDecimal.ZERO, currency);
        return Timeline.of(
                request.buckets(), bucket -> found.getOrDefault(bucket + 1, nobody), found.getOrDefault(WHOLE, nobody));
    }

    private static CustomerFigures figures(
            long customers, long newCustomers, long orders, BigDecimal revenue, Currency currency) {
        return new CustomerFigures(
                customers,
                newCustomers,
                customers - newCustomers,
                orders,
                Amounts.of(revenue, currency),
                Amounts.average(revenue, customers, currency));
    }
}
