package io.saler.query.report;

import io.saler.catalog.ProductId;
import io.saler.query.generation.Generation;
import java.sql.Types;
import java.time.Instant;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/**
 * Asks a generation of the ledger. Queries name its schema as {@code <schema>}, have the bounds of the periods in
 * {@code asked}, and know {@code :store}, {@code :from}, {@code :to} and {@code :asOf}.
 */
final class FactQuery {

    /** The bounds are read from text once, not for each row. */
    private static final String ASKED = """
            with asked as materialized (select cast(:bounds as timestamptz[]) as bounds)
            """;

    /** To be put before a query about {@code selected} products, as they were called at the time. */
    static final String SELECTED = """
            , selected as (
                select product_id from (
                    select distinct on (product_id) product_id, category from <schema>.product
                    where store_id = :store and at <= :asOf
                    order by product_id, version desc
                )
                where (cast(:product as uuid) is null or product_id = :product)
                  and (cast(:category as text) is null or category = :category)
            )
            """;

    private static final Instant ALWAYS = Instant.parse("9999-12-31T00:00:00Z");

    private FactQuery() {}

    static Query of(String query, ReportRequest request, Generation generation, Handle handle) {
        Buckets buckets = request.buckets();
        ProductId product = request.product();
        Query asked = handle.createQuery(ASKED + query)
                .define("schema", generation.schema())
                .bindArray(
                        "bounds",
                        String.class,
                        buckets.bounds().stream().map(Instant::toString).toArray())
                .bind("store", request.storeId().value())
                .bind("from", buckets.from())
                .bind("to", buckets.to())
                .bind("asOf", asOf(request.asOf()));
        return query.contains(":product")
                ? asked.bindBySqlType("product", product == null ? null : product.value(), Types.OTHER)
                        .bind("category", request.category())
                : asked;
    }

    private static Instant asOf(@Nullable Instant asOf) {
        return asOf == null ? ALWAYS : asOf;
    }
}
