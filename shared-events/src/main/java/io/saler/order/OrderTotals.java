package io.saler.order;

import io.saler.value.Money;
import java.util.Currency;

/** How an order's total comes about: subtotal − discount + tax + shipping. */
public record OrderTotals(Money subtotal, Money discount, Money tax, Money shipping, Money total) {

    /** Adds up lines; discount, tax and shipping are zero. */
    public static OrderTotals of(Iterable<OrderLine> lines, Currency currency) {
        Money zero = Money.zero(currency);
        Money subtotal = zero;
        for (OrderLine line : lines) {
            subtotal = subtotal.plus(line.total());
        }
        return new OrderTotals(subtotal, zero, zero, zero, subtotal);
    }
}
