package io.saler.order;

import io.saler.catalog.ProductId;
import io.saler.catalog.Sku;
import io.saler.value.Money;
import io.saler.value.Quantity;

/** One line of a placed order, with the name and the price as they were at that moment. */
public record OrderLine(ProductId productId, Sku sku, String name, Quantity quantity, Money unitPrice, Money total) {}
