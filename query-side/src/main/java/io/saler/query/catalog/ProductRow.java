package io.saler.query.catalog;

import io.saler.catalog.ProductDetails;
import io.saler.catalog.ProductId;
import io.saler.catalog.Sku;
import io.saler.query.json.StoredJson;
import io.saler.store.StoreId;
import io.saler.value.Money;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;

/** Reads a row of a {@link ProductTable}. */
final class ProductRow {

    private static final TypeReference<Map<String, String>> ATTRIBUTES = new TypeReference<>() {};

    private ProductRow() {}

    static ProductState state(ResultSet row, StoredJson json) throws SQLException {
        return new ProductState(
                new ProductId(row.getObject("product_id", UUID.class)),
                listing(row, json),
                row.getBoolean("in_stock"),
                row.getLong("version"),
                row.getInt("stock_flips"),
                row.getLong("stock_version"),
                row.getObject("updated_at", OffsetDateTime.class).toInstant());
    }

    private static @Nullable Listing listing(ResultSet row, StoredJson json) throws SQLException {
        UUID store = row.getObject("store_id", UUID.class);
        if (store == null) {
            return null;
        }
        var details = new ProductDetails(
                row.getString("name"),
                row.getString("description"),
                row.getString("category"),
                List.of((String[]) row.getArray("tags").getArray()),
                json.read(row.getString("attributes"), ATTRIBUTES));
        return new Listing(
                new StoreId(store),
                new Sku(row.getString("sku")),
                details,
                new Money(row.getBigDecimal("price"), Currency.getInstance(row.getString("currency"))),
                ProductStatus.valueOf(row.getString("status")),
                row.getObject("created_at", OffsetDateTime.class).toInstant());
    }
}
