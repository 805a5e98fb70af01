package io.saler.catalog;

import io.saler.value.Money;
import org.axonframework.serialization.Revision;

/** Orders placed from now on pay another price. */
@Revision("1")
public record ProductPriceChanged(ProductId productId, Money price) implements CatalogEvent {}
