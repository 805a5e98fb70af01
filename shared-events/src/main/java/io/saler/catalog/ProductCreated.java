package io.saler.catalog;

import io.saler.store.StoreId;
import io.saler.value.Money;
import org.axonframework.serialization.Revision;

/** A product is on sale. */
@Revision("1")
public record ProductCreated(ProductId productId, StoreId storeId, Sku sku, ProductDetails details, Money price)
        implements CatalogEvent {}
