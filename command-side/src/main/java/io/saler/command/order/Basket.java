package io.saler.command.order;

import io.saler.catalog.ProductId;
import io.saler.order.OrderFailure.ProductNotOnSale;
import io.saler.order.OrderItem;
import io.saler.order.OrderLine;
import io.saler.store.StoreId;
import io.saler.value.InvalidValue;
import io.saler.value.Quantity;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a customer wants, each product once, in the order in which it was first named. More units of a product than a
 * {@link Quantity} can be throw {@link InvalidValue}.
 */
record Basket(List<OrderItem> items) {

    static Basket of(List<OrderItem> asked) {
        Map<ProductId, Quantity> wanted = new LinkedHashMap<>();
        asked.forEach(item -> wanted.merge(item.productId(), item.quantity(), Basket::together));
        return new Basket(wanted.entrySet().stream()
                .map(entry -> new OrderItem(entry.getKey(), entry.getValue()))
                .toList());
    }

    private static Quantity together(Quantity some, Quantity more) {
        try {
            return some.plus(more);
        } catch (InvalidValue tooMany) {
            throw InvalidValue.at("lines", "An order has at most %,d units of one product".formatted(Quantity.MAXIMUM));
        }
    }

    static Basket ordered(List<OrderLine> lines) {
        return new Basket(lines.stream()
                .map(line -> new OrderItem(line.productId(), line.quantity()))
                .toList());
    }

    /** The basket at the store's prices; refused when the store does not sell one of its products. */
    List<OrderLine> priced(StoreId store, PriceList prices) {
        Map<ProductId, PricedProduct> onSale =
                prices.onSale(store, items.stream().map(OrderItem::productId).toList());
        return items.stream()
                .map(item -> {
                    PricedProduct product = onSale.get(item.productId());
                    if (product == null) {
                        throw new ProductNotOnSale(item.productId());
                    }
                    return product.line(item.quantity());
                })
                .toList();
    }
}
