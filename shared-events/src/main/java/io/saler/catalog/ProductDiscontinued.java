package io.saler.catalog;

import org.axonframework.serialization.Revision;

/** A product cannot be ordered any more. */
@Revision("1")
public record ProductDiscontinued(ProductId productId) implements CatalogEvent {}
