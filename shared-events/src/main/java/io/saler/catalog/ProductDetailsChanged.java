package io.saler.catalog;

import org.axonframework.serialization.Revision;

/** A product's page says something else now. */
@Revision("1")
public record ProductDetailsChanged(ProductId productId, ProductDetails details) implements CatalogEvent {}
