package io.saler.query.catalog;

import io.saler.catalog.ProductId;
import io.saler.query.json.StoredJson;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.PreparedBatch;

/**
 * A table of product states. There is one per processing group that follows products, because each group has seen the
 * event stream up to a place of its own, and state and place must move together.
 */
public final class ProductTable {

    private static final String VALUES = """
                (product_id, store_id, sku, name, sort_name, description, category, tags, attributes, price, currency,
                 status, created_at, in_stock, version, stock_flips, stock_version, updated_at, page)
            values (:productId, :storeId, :sku, :name, :sortName, :description, :category, cast(:tags as text[]),
                cast(:attributes as jsonb), :price, :currency, :status, :createdAt, :inStock, :version, :stockFlips,
                :stockVersion, :updatedAt, :page)
            on conflict (product_id) do update set
                (store_id, sku, name, sort_name, description, category, tags, attributes, price, currency,
                 status, created_at, in_stock, version, stock_flips, stock_version, updated_at, page)
                = (excluded.store_id, excluded.sku, excluded.name, excluded.sort_name, excluded.description,
                   excluded.category, excluded.tags, excluded.attributes, excluded.price, excluded.currency,
                   excluded.status, excluded.created_at, excluded.in_stock, excluded.version, excluded.stock_flips,
                   excluded.stock_version, excluded.updated_at, excluded.page)
            where known.version <= excluded.version and known.stock_version <= excluded.stock_version""";

    private final Jdbi database;
    private final StoredJson json;
    private final String name;

    /** @param name the table, with its schema; never from outside */
    public ProductTable(Jdbi database, StoredJson json, String name) {
        this.database = database;
        this.json = json;
        this.name = name;
    }

    /** Returns the states of those products that have one. */
    public Map<ProductId, ProductState> find(Collection<ProductId> products) {
        return find("*", products);
    }

    /** As {@link #find(Collection)}, but without what the merchant says, which is most of a row. */
    Map<ProductId, ProductState> findWithoutListing(Collection<ProductId> products) {
        return find(
                "product_id, null::uuid as store_id, in_stock, version, stock_flips, stock_version, updated_at",
                products);
    }

    private Map<ProductId, ProductState> find(String columns, Collection<ProductId> products) {
        String query = "select %s from %s where product_id = any(:productIds)".formatted(columns, name);
        UUID[] ids = products.stream().map(ProductId::value).toArray(UUID[]::new);
        var found = new HashMap<ProductId, ProductState>();
        database.useHandle(handle -> handle.createQuery(query)
                .bind("productIds", ids)
                .map((row, context) -> ProductRow.state(row, json))
                .forEach(state -> found.put(state.productId(), state)));
        return found;
    }

    /** Returns up to {@code limit} created products that follow {@code after} in the order of their ids. */
    public List<ProductState> following(ProductId after, int limit) {
        String query = """
                select * from %s where product_id > :after and page is not null
                order by product_id limit :limit""".formatted(name);
        return database.withHandle(handle -> handle.createQuery(query)
                .bind("after", after.value())
                .bind("limit", limit)
                .map((row, context) -> ProductRow.state(row, json))
                .list());
    }

    /** Keeps these states; one that is older than what is kept changes nothing. */
    public void save(Collection<ProductState> states) {
        if (states.isEmpty()) {
            return;
        }
        database.useHandle(handle -> {
            PreparedBatch batch = handle.prepareBatch("insert into " + name + " as known " + VALUES);
            states.forEach(state -> bind(batch, state).add());
            batch.execute();
        });
    }

    /** What clients read of a product that is created. */
    public ProductPage page(ProductState state) {
        return new ProductPage(state.productId(), state.revision(), state.version(), json.write(ProductView.of(state)));
    }

    private PreparedBatch bind(PreparedBatch batch, ProductState state) {
        Listing listing = state.listing();
        batch.bind("productId", state.productId().value())
                .bind("inStock", state.inStock())
                .bind("version", state.version())
                .bind("stockFlips", state.stockFlips())
                .bind("stockVersion", state.stockVersion())
                .bind("updatedAt", state.updatedAt())
                .bind("page", listing == null ? null : page(state).json());
        if (listing == null) {
            return bindNothing(batch);
        }
        return batch.bind("storeId", listing.storeId().value())
                .bind("sku", listing.sku().value())
                .bind("name", listing.details().name())
                .bind("sortName", listing.sortName())
                .bind("description", listing.details().description())
                .bind("category", listing.details().category())
                .bind("tags", listing.details().tags().toArray(String[]::new))
                .bind("attributes", json.write(listing.details().attributes()))
                .bind("price", listing.price().amount())
                .bind("currency", listing.price().currency().getCurrencyCode())
                .bind("status", listing.status().name())
                .bind("createdAt", listing.createdAt());
    }

    private static PreparedBatch bindNothing(PreparedBatch batch) {
        return batch.bindNull("storeId", java.sql.Types.OTHER)
                .bind("sku", (String) null)
                .bind("name", (String) null)
                .bind("sortName", (String) null)
                .bind("description", (String) null)
                .bind("category", (String) null)
                .bindNull("tags", java.sql.Types.OTHER)
                .bind("attributes", (String) null)
                .bindNull("price", java.sql.Types.NUMERIC)
                .bind("currency", (String) null)
                .bind("status", (String) null)
                .bindNull("createdAt", java.sql.Types.TIMESTAMP_WITH_TIMEZONE);
    }
}
