package io.saler.saga.payment.stripe;

import io.saler.value.Money;
import java.math.BigDecimal;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Amounts as Stripe counts them: in the smallest unit of a currency, by Stripe's own list of which currencies have none
 * or a thousandth. That is not ISO 4217's: the króna and the Ugandan shilling are still counted in hundredths that must
 * be zero, the ariary is not divided.
 */
final class MinorUnits {

    private static final Set<String> UNDIVIDED = Set.of(
            "BIF", "CLP", "DJF", "GNF", "JPY", "KMF", "KRW", "MGA", "PYG", "RWF", "VND", "VUV", "XAF", "XOF", "XPF");
    private static final Set<String> IN_THOUSANDTHS = Set.of("BHD", "JOD", "KWD", "OMR", "TND");
    private static final BigDecimal LARGEST = BigDecimal.valueOf(Long.MAX_VALUE);

    private MinorUnits() {}

    /**
     * Nothing when Stripe cannot take exactly this amount. It is not rounded: the customer owes what the order says, so
     * what differs from it by a thousandth would be neither enough nor theirs.
     */
    static OptionalLong of(Money money) {
        String currency = money.currency().getCurrencyCode();
        boolean thousandths = IN_THOUSANDTHS.contains(currency);
        int decimals = UNDIVIDED.contains(currency) ? 0 : thousandths ? 3 : 2;
        BigDecimal units = money.amount().movePointRight(decimals).stripTrailingZeros();
        // Card networks do not settle single thousandths: the last digit has to be 0.
        boolean exact = units.scale() <= (thousandths ? -1 : 0);
        return exact && units.signum() > 0 && units.compareTo(LARGEST) <= 0
                ? OptionalLong.of(units.longValueExact())
                : OptionalLong.empty();
    }
}
