package io.saler.command.catalog;

import io.saler.catalog.ProductCreated;
import io.saler.catalog.ProductId;
import io.saler.catalog.Sku;
import io.saler.command.order.PriceList;
import io.saler.command.order.PricedProduct;
import io.saler.store.StoreId;
import io.saler.value.Money;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.Currency;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.result.RowView;
import org.springframework.stereotype.Component;

/** The price list in PostgreSQL. Reading and writing take part in the transaction that is under way. */
@Component
final class PriceTable implements PriceList {

    private final Jdbi jdbi;

    PriceTable(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    @Override
    public Map<ProductId, PricedProduct> onSale(StoreId store, Collection<ProductId> products) {
        UUID[] wanted = products.stream().map(ProductId::value).toArray(UUID[]::new);
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select product_id, sku, name, price_amount, currency from command.price_list
                        where product_id = any(:products) and store_id = :store and on_sale""")
                .bind("products", wanted)
                .bind("store", store.value())
                .reduceRows(new HashMap<ProductId, PricedProduct>(), (found, row) -> {
                    PricedProduct product = priced(row);
                    found.put(product.productId(), product);
                    return found;
                }));
    }

    private static PricedProduct priced(RowView row) {
        return new PricedProduct(
                new ProductId(row.getColumn("product_id", UUID.class)),
                new Sku(row.getColumn("sku", String.class)),
                row.getColumn("name", String.class),
                new Money(
                        row.getColumn("price_amount", BigDecimal.class),
                        Currency.getInstance(row.getColumn("currency", String.class))));
    }

    /** The store that a product belongs to, on sale or not. */
    Optional<StoreId> storeOf(ProductId product) {
        return jdbi.withHandle(
                handle -> handle.createQuery("select store_id from command.price_list where product_id = :product")
                        .bind("product", product.value())
                        .mapTo(UUID.class)
                        .findOne()
                        .map(StoreId::new));
    }

    void list(ProductCreated created) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into command.price_list
                            (product_id, store_id, sku, name, price_amount, currency, on_sale)
                        values (:product, :store, :sku, :name, :amount, :currency, true) on conflict do nothing""")
                .bind("product", created.productId().value())
                .bind("store", created.storeId().value())
                .bind("sku", created.sku().value())
                .bind("name", created.details().name())
                .bind("amount", created.price().amount())
                .bind("currency", created.price().currency().getCurrencyCode())
                .execute());
    }

    void rename(ProductId product, String name, long version) {
        change(product, version, "name = :value", name);
    }

    void reprice(ProductId product, Money price, long version) {
        change(product, version, "price_amount = :value", price.amount());
    }

    void takeOffSale(ProductId product, long version) {
        change(product, version, "on_sale = :value", false);
    }

    /**
     * Changes the entry unless it has seen this version of the product. A change that meets no entry at all would leave
     * a wrong price behind, so it fails the whole transaction.
     */
    private void change(ProductId product, long version, String assignment, Object value) {
        int rows = jdbi.withHandle(handle -> handle.createUpdate("update command.price_list set " + assignment
                        + ", version = :version where product_id = :product and version < :version")
                .bind("product", product.value())
                .bind("value", value)
                .bind("version", version)
                .execute());
        if (rows == 0 && storeOf(product).isEmpty()) {
            throw new IllegalStateException("The price list does not have the product that was changed");
        }
    }
}
