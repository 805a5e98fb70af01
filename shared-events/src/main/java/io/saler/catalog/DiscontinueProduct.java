package io.saler.catalog;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Takes a product off sale for good. Orders placed before are not touched; repeating it changes nothing. */
public record DiscontinueProduct(@TargetAggregateIdentifier ProductId productId) {}
