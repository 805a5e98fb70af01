package io.saler.command.catalog;

import io.saler.catalog.ProductDetails;
import io.saler.catalog.ProductId;
import io.saler.catalog.Sku;
import io.saler.store.StoreId;
import io.saler.value.Money;

/** A product as an edit has left it, and the version it has now. */
record EditedProduct(
        ProductId productId, StoreId storeId, Sku sku, ProductDetails details, Money price, long version) {}
