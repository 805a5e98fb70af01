package io.saler.saga;

import io.saler.catalog.ProductId;
import io.saler.catalog.Sku;
import io.saler.identity.UserId;
import io.saler.inventory.InventoryItemId;
import io.saler.inventory.StockRejected;
import io.saler.inventory.StockReserved;
import io.saler.order.OrderId;
import io.saler.order.OrderLine;
import io.saler.order.OrderPlaced;
import io.saler.order.OrderTotals;
import io.saler.payment.PaymentId;
import io.saler.payment.PaymentMethod;
import io.saler.store.StoreId;
import io.saler.value.Money;
import io.saler.value.Quantity;
import java.util.List;

/** An order of two products, and what can happen to it. */
public final class Orders {

    public static final StoreId STORE = StoreId.random();
    public static final UserId CUSTOMER = UserId.random();
    public static final ProductId TEA = ProductId.of(STORE, new Sku("tea"));
    public static final ProductId CUP = ProductId.of(STORE, new Sku("cup"));
    public static final InventoryItemId TEA_STOCK = InventoryItemId.of(TEA);
    public static final InventoryItemId CUP_STOCK = InventoryItemId.of(CUP);
    public static final Money TOTAL = Money.of("27.00", "EUR");

    private Orders() {}

    public static OrderPlaced placed(OrderId order, String method) {
        return placed(order, CUSTOMER, method);
    }

    public static OrderPlaced placed(OrderId order, UserId customer, String method) {
        List<OrderLine> lines = List.of(
                line(TEA, "tea", "Tea <black>", 3, "4.00", "12.00"), line(CUP, "cup", "Cup", 1, "15.00", "15.00"));
        return new OrderPlaced(
                order, customer, STORE, lines, OrderTotals.of(lines, TOTAL.currency()), new PaymentMethod(method));
    }

    private static OrderLine line(ProductId product, String sku, String name, int units, String price, String total) {
        return new OrderLine(
                product, new Sku(sku), name, new Quantity(units), Money.of(price, "EUR"), Money.of(total, "EUR"));
    }

    public static StockReserved teaReserved(OrderId order) {
        return new StockReserved(TEA_STOCK, TEA, order, new Quantity(3), 10, 3);
    }

    public static StockReserved cupReserved(OrderId order) {
        return new StockReserved(CUP_STOCK, CUP, order, new Quantity(1), 10, 1);
    }

    public static StockRejected cupRejected(OrderId order) {
        return new StockRejected(CUP_STOCK, CUP, order, new Quantity(1), 0);
    }

    public static PaymentId payment(OrderId order) {
        return PaymentId.of(order, 1);
    }
}
