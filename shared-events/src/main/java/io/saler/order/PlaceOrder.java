package io.saler.order;

import io.saler.identity.UserId;
import io.saler.payment.PaymentMethod;
import io.saler.store.StoreId;
import io.saler.value.InvalidValue;
import io.saler.value.Money;
import java.util.List;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/**
 * Places an order of 1 to 100 lines. Prices are the store's; when {@code expectedTotal} is given and differs from what
 * they add up to, the order is refused with {@link OrderFailure.TotalChanged}.
 */
public record PlaceOrder(
        @TargetAggregateIdentifier OrderId orderId,
        UserId customerId,
        StoreId storeId,
        List<OrderItem> items,
        PaymentMethod paymentMethod,
        @Nullable Money expectedTotal) {

    public static final int MAXIMUM_LINES = 100;

    public PlaceOrder {
        if (items.isEmpty() || items.size() > MAXIMUM_LINES) {
            throw InvalidValue.at("lines", "An order has 1 to %d lines".formatted(MAXIMUM_LINES));
        }
        items = List.copyOf(items);
    }
}
