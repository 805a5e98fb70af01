package io.saler.catalog;

import io.saler.failure.Failure;
import io.saler.failure.FailureKind;
import java.util.Currency;
import java.util.Map;

/** Why a change to the catalogue can be refused. */
public abstract sealed class CatalogFailure extends Failure {

    private static final long serialVersionUID = 1L;

    private CatalogFailure(FailureKind kind, String type, String message, Map<String, String> properties) {
        super(kind, type, message, properties);
    }

    public static final class SkuTaken extends CatalogFailure {
        public SkuTaken(Sku sku) {
            super(
                    FailureKind.CONFLICT,
                    "sku-taken",
                    "This store already has a product with the SKU %s.".formatted(sku),
                    Map.of("sku", sku.value()));
        }
    }

    public static final class ProductUnknown extends CatalogFailure {
        public ProductUnknown() {
            super(FailureKind.NOT_FOUND, "product-unknown", "There is no such product.", Map.of());
        }
    }

    public static final class ProductAlreadyDiscontinued extends CatalogFailure {
        public ProductAlreadyDiscontinued() {
            super(FailureKind.CONFLICT, "product-discontinued", "This product is discontinued.", Map.of());
        }
    }

    public static final class CurrencyMismatch extends CatalogFailure {
        public CurrencyMismatch(Currency store) {
            super(
                    FailureKind.INVALID,
                    "currency-mismatch",
                    "This store sells in %s.".formatted(store),
                    Map.of("currency", store.getCurrencyCode()));
        }
    }

    public static final class ProductMoved extends CatalogFailure {
        public ProductMoved() {
            super(
                    FailureKind.OUTDATED,
                    "version-outdated",
                    "This product has changed since the version the request builds on.",
                    Map.of());
        }
    }
}
