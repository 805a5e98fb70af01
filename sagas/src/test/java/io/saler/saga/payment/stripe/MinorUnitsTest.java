package io.saler.saga.payment.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import io.saler.value.Money;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MinorUnitsTest {

    @ParameterizedTest
    @CsvSource({
        "19.99, EUR, 1999",
        "20, EUR, 2000",
        "0.01, USD, 1",
        "500, JPY, 500",
        "1, KRW, 1",
        "5000, MGA, 5000",
        "5.120, KWD, 5120",
        "5, BHD, 5000",
        "0.010, TND, 10",
        // Without hundredths by ISO 4217, and counted in them by Stripe.
        "5, ISK, 500",
        "5, UGX, 500",
        "1000, HUF, 100000",
        "999999999999999.99, EUR, 99999999999999999"
    })
    void areWhatStripeCounts(String amount, String currency, long units) {
        assertThat(MinorUnits.of(Money.of(amount, currency))).hasValue(units);
    }

    @ParameterizedTest
    @CsvSource({"5.124, KWD", "0.001, BHD", "10.50, MGA", "0, EUR", "-1, EUR", "1.001, IQD"})
    void areNotMadeOfWhatStripeCannotTakeExactly(String amount, String currency) {
        assertThat(MinorUnits.of(Money.of(amount, currency))).isEmpty();
    }
}
