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

    /** Enough to sort by, and short enough for a cursor whatever the script: one character can become 18. */
    public static final int LONGEST_SORT_NAME = 200;

    private static final Pattern ACCENTS = Pattern.compile("\\p{Mn}+");

    static Listing of(ProductCreated created, Instant at) {
        return new Listing(
                created.storeId(), created.sku(), created.details(), created.price(), ProductStatus.ACTIVE, at);
    }

    /**
     * The name for sorting: regardless of case and accents, and the same in every database; its beginning if it is
     * longer than {@link #LONGEST_SORT_NAME}.
     */
    public String sortName() {
        String name = ACCENTS.matcher(Normalizer.normalize(details.name(), Normalizer.Form.NFKD))
                .replaceAll("")
                .toLowerCase(Locale.ROOT);
        if (name.length() <= LONGEST_SORT_NAME) {
            return name;
        }
        boolean splits = Character.isHighSurrogate(name.charAt(LONGEST_SORT_NAME - 1));
        return name.substring(0, splits ? LONGEST_SORT_NAME - 1 : LONGEST_SORT_NAME);
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
