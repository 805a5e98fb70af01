package io.saler.query.report;

import io.saler.catalog.ProductId;
import io.saler.query.generation.Generation;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.springframework.stereotype.Component;

/** Ranks products by what they were sold for. */
@Component
class ProductReport implements Report<ProductRanking> {

    private static final int FETCHED_AT_ONCE = 500;

    private static final String FIGURES = """
            , described as (
                select distinct on (product_id) product_id, sku, name, category from <schema>.product
                where store_id = :store and at <= :asOf
                order by product_id, version desc
            ), sold as (
                select product_id, count(distinct order_id) as orders, sum(order_line.units) as units,
                    sum(order_line.total) as revenue
                from <schema>.sale join <schema>.order_line using (order_id)
                where store_id = :store and sale.at >= :from and sale.at < :to and sale.at <= :asOf
                group by product_id
            ), returned as (
                select product_id, sum(units) as returned from <schema>.stock_change
                where store_id = :store and at >= :from and at < :to and at <= :asOf and cause = 'RETURNED'
                group by product_id
            ), figures as (
                select product_id, sku, name, category, coalesce(orders, 0) as orders, coalesce(units, 0) as units,
                    coalesce(revenue, 0) as revenue, coalesce(returned, 0) as returned
                from sold full join returned using (product_id) left join described using (product_id)
                where (cast(:product as uuid) is null or product_id = :product)
                  and (cast(:category as text) is null or category = :category)
            )
            """;

    private static final String RANKED = "select * from figures order by revenue desc, product_id";

    private static final String TOTALS = """
            select count(*) as products, coalesce(sum(units), 0) as units, coalesce(sum(revenue), 0) as revenue,
                coalesce(sum(returned), 0) as returned
            from figures""";

    @Override
    public String name() {
        return "products";
    }

    @Override
    public ProductRanking read(ReportRequest request, Generation generation, Handle handle) {
        Currency currency = request.currency();
        List<ProductFigures> items = new ArrayList<>();
        if (request.limit() > 0) {
            items.addAll(query(RANKED + " limit :limit", request, generation, handle)
                    .bind("limit", request.limit())
                    .map((row, context) -> figures(row, currency))
                    .list());
        }
        ProductRanking.Totals totals = query(TOTALS, request, generation, handle)
                .map((row, context) -> new ProductRanking.Totals(
                        row.getLong("products"),
                        row.getLong("units"),
                        Amounts.of(row.getBigDecimal("revenue"), currency),
                        row.getLong("returned")))
                .one();
        return new ProductRanking(request.buckets().from(), request.buckets().to(), items, totals);
    }

    /** Hands over all products, however many there are, without having all of them in memory. */
    void forEach(ReportRequest request, Generation generation, Handle handle, Consumer<ProductFigures> product) {
        Currency currency = request.currency();
        try (Stream<ProductFigures> products = query(RANKED, request, generation, handle)
                .setFetchSize(FETCHED_AT_ONCE)
                .map((row, context) -> figures(row, currency))
                .stream()) {
            products.forEach(product);
        }
    }

    private static Query query(String what, ReportRequest request, Generation generation, Handle handle) {
        return FactQuery.of(FIGURES + what, request, generation, handle);
    }

    private static ProductFigures figures(ResultSet row, Currency currency) throws SQLException {
        return new ProductFigures(
                new ProductId(row.getObject("product_id", UUID.class)),
                row.getString("sku"),
                row.getString("name"),
                row.getString("category"),
                row.getLong("orders"),
                row.getLong("units"),
                Amounts.of(row.getBigDecimal("revenue"), currency),
                row.getLong("returned"));
    }
}
