package io.saler.catalog;

/** Everything that can have happened to a product in the catalogue. */
public sealed interface CatalogEvent
        permits ProductCreated, ProductDetailsChanged, ProductPriceChanged, ProductDiscontinued {

    ProductId productId();
}
