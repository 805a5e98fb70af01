package io.saler.query.catalog;

import io.saler.catalog.ProductCreated;
import io.saler.catalog.ProductDetails;
import io.saler.catalog.Sku;
import io.saler.store.StoreId;
import io.saler.value.Money;
import java.text.Normalizer;
import java.time.Instant;
import java.util.Locale;
import java.util.regex.Pattern;

/** What the merchant says of a product. */
public record Listing(
        StoreId storeId, Sku sku, ProductDetails details, Money price, ProductStatus status, Instant createdAt) {

    private static final Pattern ACCENTS = Pattern.compile("\\p{Mn}+");

    static Listing of(ProductCreated created, Instant at) {
        return new Listing(
                created.storeId(), created.sku(), created.details(), created.price(), ProductStatus.ACTIVE, at);
    }

    /** The name for sorting: regardless of case and accents, and the same in every database. */
    public String sortName() {
        return ACCENTS.matcher(Normalizer.normalize(details.name(), Normalizer.Form.NFKD))
                .replaceAll("")
                .toLowerCase(Locale.ROOT);
    }

    Listing with(ProductDetails changed) {
        return new Listing(storeId, sku, changed, price, status, createdAt);
    }

    Listing with(Money changed) {
        return new Listing(storeId, sku, details, changed, status, createdAt);
    }

    Listing discontinued() {
        return new Listing(storeId, sku, details, price, ProductStatus.DISCONTINUED, createdAt);
    }
}
