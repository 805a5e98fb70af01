package io.saler.demo.client;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.math.BigDecimal;

/** An exact amount in one currency; in JSON the amount is a string. Amounts of two currencies are never added. */
public record Money(
        @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal amount, String currency) {

    public static Money of(String amount, String currency) {
        return new Money(new BigDecimal(amount), currency);
    }

    public static Money zero(String currency) {
        return new Money(BigDecimal.ZERO, currency);
    }

    public Money plus(Money other) {
        return new Money(amount.add(sameCurrency(other)), currency);
    }

    public Money minus(Money other) {
        return new Money(amount.subtract(sameCurrency(other)), currency);
    }

    public Money times(int units) {
        return new Money(amount.multiply(BigDecimal.valueOf(units)), currency);
    }

    /** Whether both are worth the same: 5 EUR is 5.00 EUR. */
    public boolean isWorth(Money other) {
        return currency.equals(other.currency) && amount.compareTo(other.amount) == 0;
    }

    public boolean isZero() {
        return amount.signum() == 0;
    }

    private BigDecimal sameCurrency(Money other) {
        if (!currency.equals(other.currency)) {
            throw new IllegalArgumentException("%s and %s cannot be added up".formatted(this, other));
        }
        return other.amount;
    }

    @Override
    public String toString() {
        return amount.toPlainString() + " " + currency;
    }
}
