package io.saler.command.order;

import io.saler.catalog.ProductId;
import io.saler.catalog.Sku;
import io.saler.order.OrderLine;
import io.saler.value.Money;
import io.saler.value.Quantity;

/** A product on sale, as a line of an order needs it. */
public record PricedProduct(ProductId productId, Sku sku, String name, Money price) {

    OrderLine line(Quantity quantity) {
        return new OrderLine(productId, sku, name, quantity, price, price.times(quantity));
    }
}
