package io.saler.value;

import java.math.BigDecimal;
import java.util.Currency;

/**
 * An exact amount in one currency (ISO 4217), always with that currency's number of decimals. Amounts of different
 * currencies are never added or compared: that throws {@link InvalidValue}, as does an amount with more decimals than
 * the currency has or of 10^15 and more.
 */
public record Money(BigDecimal amount, Currency currency) implements Comparable<Money> {

    private static final BigDecimal LIMIT = BigDecimal.TEN.pow(15);

    public Money {
        int decimals = currency.getDefaultFractionDigits();
        if (decimals < 0) {
            throw new InvalidValue("%s is not a currency that prices can be in".formatted(currency));
        }
        // Checked before any arithmetic: 1E+1000000000 would be expanded digit by digit by the operations below.
        if ((long) amount.precision() - amount.scale() > 16 || amount.abs().compareTo(LIMIT) >= 0) {
            throw new InvalidValue("The amount is too large");
        }
        if (amount.signum() != 0 && amount.scale() > 100) {
            throw new InvalidValue("The amount has too many decimals");
        }
        if (amount.scale() != decimals) {
            BigDecimal exact = amount.signum() == 0 ? BigDecimal.ZERO : amount.stripTrailingZeros();
            if (exact.scale() > decimals) {
                throw new InvalidValue("An amount in %s has at most %d decimals".formatted(currency, decimals));
            }
            amount = exact.setScale(decimals);
        }
    }

    public static Money of(String amount, String currency) {
        return new Money(parse(amount), currency(currency));
    }

    public static Money zero(Currency currency) {
        return new Money(BigDecimal.ZERO, currency);
    }

    /** Reads an ISO 4217 code, or says which text is none. */
    public static Currency currency(String code) {
        try {
            return Currency.getInstance(code);
        } catch (IllegalArgumentException notIso) {
            throw new InvalidValue("A currency is a three-letter ISO 4217 code such as EUR");
        }
    }

    private static BigDecimal parse(String amount) {
        if (amount.length() > 32) {
            throw new InvalidValue("The amount is too large");
        }
        try {
            return new BigDecimal(amount);
        } catch (NumberFormatException notDecimal) {
            throw new InvalidValue("An amount is a decimal number in a string, such as \"19.99\"");
        }
    }

    public Money plus(Money other) {
        return new Money(amount.add(sameCurrency(other).amount), currency);
    }

    public Money minus(Money other) {
        return new Money(amount.subtract(sameCurrency(other).amount), currency);
    }

    public Money times(Quantity quantity) {
        return new Money(amount.multiply(BigDecimal.valueOf(quantity.units())), currency);
    }

    public boolean isNegative() {
        return amount.signum() < 0;
    }

    @Override
    public int compareTo(Money other) {
        return amount.compareTo(sameCurrency(other).amount);
    }

    private Money sameCurrency(Money other) {
        if (!currency.equals(other.currency)) {
            throw new InvalidValue("%s and %s cannot be mixed".formatted(currency, other.currency));
        }
        return other;
    }

    /** Amount and currency as people write them in text, for example {@code 19.99 EUR}. */
    @Override
    public String toString() {
        return amount.toPlainString() + " " + currency;
    }
}
