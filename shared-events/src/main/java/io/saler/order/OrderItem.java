package io.saler.order;

import io.saler.catalog.ProductId;
import io.saler.value.Quantity;

/** What a customer asks for: a product and how many units of it. The price is not theirs to say. */
public record OrderItem(ProductId productId, Quantity quantity) {}
