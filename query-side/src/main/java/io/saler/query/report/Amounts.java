package io.saler.query.report;

import io.saler.value.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;

/** Sums of money as reports show them: exact, with the currency's decimals. */
final class Amounts {

    private Amounts() {}

    static Money of(BigDecimal sum, Currency currency) {
        return new Money(sum, currency);
    }

    /** The sum for each of so many, zero for none; a half is rounded to the even digit. */
    static Money average(BigDecimal sum, long count, Currency currency) {
        return count == 0
                ? Money.zero(currency)
                : new Money(
                        sum.divide(
                                BigDecimal.valueOf(count), currency.getDefaultFractionDigits(), RoundingMode.HALF_EVEN),
                        currency);
    }
}
