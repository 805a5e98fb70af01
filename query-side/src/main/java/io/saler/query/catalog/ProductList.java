package io.saler.query.catalog;

import io.saler.catalog.ProductId;
import io.saler.query.CursorKey;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Reads product pages from PostgreSQL: one by its id, or those on sale in keyset pages, which neither lose nor repeat a
 * product when others appear between two pages.
 */
@Component
class ProductList {

    private static final String FIND = """
            select version, stock_flips, page from query.product
            where product_id = :productId and page is not null""";

    private final Jdbi database;

    ProductList(Jdbi database) {
        this.database = database;
    }

    /** The place of a product in a list: its sort key as text, and its id. */
    record Place(ProductSort sort, String key, UUID productId) {
        Place {
            CursorKey.present(sort);
            CursorKey.present(productId);
            sort.key(CursorKey.present(key));
        }
    }

    /** A product's JSON and its place in the list. */
    record Item(String json, Place place) {}

    Optional<ProductPage> find(ProductId product) {
        return database.withHandle(handle -> handle.createQuery(FIND)
                .bind("productId", product.value())
                .map((row, context) -> page(product, row))
                .findOne());
    }

    List<Item> list(ProductFilter filter, ProductSort sort, @Nullable Place after, int limit) {
        var conditions = new ArrayList<String>();
        var bindings = new HashMap<String, Object>();
        narrow(filter, conditions, bindings);
        if (after != null) {
            conditions.add(following(sort));
            bindings.put("afterKey", sort.key(after.key()));
            bindings.put("afterId", after.productId());
        }
        String sql = """
                select product_id, page, %1$s as sort_key from query.product
                where status = 'ACTIVE' %2$s
                order by %1$s %3$s, product_id %3$s
                limit :limit""".formatted(sort.column(), joined(conditions), sort.isDescending() ? "desc" : "asc");
        return database.withHandle(handle -> handle.createQuery(sql)
                .bindMap(bindings)
                .bind("limit", limit)
                .map((row, context) -> item(row, sort))
                .list());
    }

    private static void narrow(ProductFilter filter, List<String> conditions, Map<String, Object> bindings) {
        if (filter.storeId() != null) {
            conditions.add("store_id = :storeId");
            bindings.put("storeId", filter.storeId().value());
        }
        if (filter.category() != null) {
            conditions.add("category = :category");
            bindings.put("category", filter.category());
        }
        if (filter.tag() != null) {
            conditions.add("tags @> array[cast(:tag as text)]");
            bindings.put("tag", filter.tag());
        }
        if (filter.minPrice() != null) {
            conditions.add("price >= :minPrice");
            bindings.put("minPrice", filter.minPrice());
        }
        if (filter.maxPrice() != null) {
            conditions.add("price <= :maxPrice");
            bindings.put("maxPrice", filter.maxPrice());
        }
        if (filter.inStock() != null) {
            conditions.add("in_stock = :inStock");
            bindings.put("inStock", filter.inStock());
        }
    }

    private static String following(ProductSort sort) {
        return "(%s, product_id) %s (:afterKey, :afterId)".formatted(sort.column(), sort.isDescending() ? "<" : ">");
    }

    private static String joined(List<String> conditions) {
        return conditions.isEmpty() ? "" : "and " + String.join(" and ", conditions);
    }

    private static Item item(ResultSet row, ProductSort sort) throws SQLException {
        String key = switch (sort) {
            case NAME, NAME_DESCENDING -> row.getString("sort_key");
            case PRICE, PRICE_DESCENDING -> row.getBigDecimal("sort_key").toPlainString();
            case CREATED, CREATED_DESCENDING ->
                row.getObject("sort_key", OffsetDateTime.class).toInstant().toString();
        };
        return new Item(row.getString("page"), new Place(sort, key, row.getObject("product_id", UUID.class)));
    }

    private static ProductPage page(ProductId product, ResultSet row) throws SQLException {
        long version = row.getLong("version");
        return new ProductPage(product, version + 1 + row.getInt("stock_flips"), version, row.getString("page"));
    }
}
