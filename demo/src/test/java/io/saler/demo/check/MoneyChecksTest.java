package io.saler.demo.check;

import static io.saler.demo.Stories.article;
import static io.saler.demo.Stories.confirmed;
import static io.saler.demo.Stories.rejected;
import static org.assertj.core.api.Assertions.assertThat;

import io.saler.demo.assortment.Article;
import io.saler.demo.client.LedgerEntry;
import io.saler.demo.client.Money;
import io.saler.demo.scenario.Fate;
import io.saler.demo.scenario.OrderStory;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class MoneyChecksTest {

    private static final Article MUG = article("MUG", "19.00", 5);
    private static final List<OrderStory> ONE_PAID_ONE_DECLINED = List.of(
            confirmed(1, MUG, 2, Duration.ofSeconds(1)),
            rejected(2, MUG, 1, Fate.PAYMENT_DECLINED, "payment-declined"),
            rejected(3, MUG, 9, Fate.INSUFFICIENT_STOCK, "insufficient-stock"));

    private static LedgerEntry entry(String key, String paymentId, String captured, String refunded) {
        return new LedgerEntry(
                key, paymentId, Money.of("38.00", "EUR"), Money.of(captured, "EUR"), Money.of(refunded, "EUR"));
    }

    private static List<String> sums(LedgerEntry... ledger) {
        return MoneyChecks.moneyAddsUp(ONE_PAID_ONE_DECLINED, List.of(ledger)).failures();
    }

    private static List<String> charges(LedgerEntry... ledger) {
        return MoneyChecks.nobodyIsChargedTwice(ONE_PAID_ONE_DECLINED, List.of(ledger))
                .failures();
    }

    @Test
    void aRightLedgerHoldsWhateverOtherPaymentsAreInIt() {
        LedgerEntry[] ledger = {
            entry("a", "payment-1", "38", "0.00"),
            entry("b", "payment-2", "0.00", "0.00"),
            entry("c", "somebody-else", "99.00", "0.00")
        };

        assertThat(sums(ledger)).isEmpty();
        assertThat(charges(ledger)).isEmpty();
    }

    @Test
    void aConfirmedOrderThatTheGatewayNeverChargedIsFound() {
        assertThat(sums())
                .containsExactly(
                        "order o-1 (CONFIRMED, payment payment-1): expected the gateway to keep 38.00 EUR, saw 0 EUR");
    }

    @Test
    void aRejectedOrderThatWasChargedIsFoundUnlessItWasGivenBack() {
        LedgerEntry paid = entry("a", "payment-1", "38.00", "0.00");

        assertThat(sums(paid, entry("b", "payment-2", "19.00", "0.00")))
                .singleElement()
                .asString()
                .contains("order o-2", "expected the gateway to keep 0 EUR, saw 19.00 EUR");
        assertThat(sums(paid, entry("b", "payment-2", "19.00", "19.00"))).isEmpty();
    }

    @Test
    void aPaymentTakenTwiceIsFoundEvenIfOneOfThemWasGivenBack() {
        LedgerEntry first = entry("a", "payment-1", "38.00", "0.00");

        assertThat(sums(first, entry("b", "payment-1", "38.00", "0.00")))
                .singleElement()
                .asString()
                .endsWith("expected the gateway to keep 38.00 EUR, saw 76.00 EUR");
        assertThat(charges(first, entry("b", "payment-1", "38.00", "38.00")))
                .containsExactly("order o-1, payment payment-1: expected one charge at most, saw 2 "
                        + "(38.00 EUR under key a, 38.00 EUR under key b)");
    }

    @Test
    void twoOrdersOnOnePaymentAreFound() {
        OrderStory once = confirmed(1, MUG, 2, Duration.ZERO);

        assertThat(MoneyChecks.nobodyIsChargedTwice(List.of(once, once), List.of())
                        .failures())
                .containsExactly("payment payment-1: expected one order, saw [order o-1, order o-1]");
    }
}
