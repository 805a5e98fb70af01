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
        return chargesSince(List.of(), ledger);
    }

    private static List<String> chargesSince(List<LedgerEntry> before, LedgerEntry... after) {
        return MoneyChecks.nobodyIsChargedTwice(ONE_PAID_ONE_DECLINED, before, List.of(after))
                .failures();
    }

    @Test
    void aRightLedgerHoldsWhateverWasChargedBeforeTheRun() {
        LedgerEntry former = entry("c", "somebody-else", "99.00", "0.00");
        LedgerEntry[] ledger = {entry("a", "payment-1", "38", "0.00"), entry("b", "payment-2", "0.00", "0.00"), former};

        assertThat(sums(ledger)).isEmpty();
        assertThat(chargesSince(List.of(former), ledger)).isEmpty();
    }

    @Test
    void aSecondPaymentOfAnOrderUnderAnIdentifierOfItsOwnIsFound() {
        LedgerEntry first = entry("payment-1", "payment-1", "38.00", "0.00");
        LedgerEntry second = entry("payment-9", "payment-9", "38.00", "0.00");

        assertThat(charges(first, second))
                .containsExactly("no order of this run, payment payment-9: expected no further charge, "
                        + "saw 38.00 EUR under key payment-9");
    }

    @Test
    void aChargeForARejectedOrderIsFoundEvenIfItWasGivenBack() {
        LedgerEntry paid = entry("a", "payment-1", "38.00", "0.00");

        assertThat(charges(paid, entry("b", "payment-2", "19.00", "19.00")))
                .containsExactly("order o-2, payment payment-2: expected no further charge, saw 19.00 EUR under key b");
    }

    @Test
    void anOrderThatWasNotChargedOrNotItsTotalIsFound() {
        assertThat(charges())
                .containsExactly("order o-1, payment payment-1: expected one charge of 38.00 EUR, saw none");
        assertThat(charges(entry("a", "payment-1", "37.99", "0.00")))
                .containsExactly(
                        "order o-1, payment payment-1: expected one charge of 38.00 EUR, saw none",
                        "order o-1, payment payment-1: expected no further charge, saw 37.99 EUR under key a");
    }

    @Test
    void moreTakenUnderAFormerKeyIsFound() {
        LedgerEntry former = entry("c", "somebody-else", "99.00", "0.00");

        assertThat(chargesSince(
                        List.of(former),
                        entry("a", "payment-1", "38.00", "0.00"),
                        entry("c", "somebody-else", "198.00", "0.00")))
                .containsExactly("no order of this run, payment somebody-else: expected no further charge, "
                        + "saw 99.00 EUR under key c");
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
                .containsExactly("order o-1, payment payment-1: expected no further charge, saw 38.00 EUR under key b");
    }

    @Test
    void twoOrdersOnOnePaymentAreFound() {
        OrderStory once = confirmed(1, MUG, 2, Duration.ZERO);

        LedgerEntry paid = entry("a", "payment-1", "38.00", "0.00");
        LedgerEntry again = entry("b", "payment-1", "38.00", "0.00");

        assertThat(MoneyChecks.nobodyIsChargedTwice(List.of(once, once), List.of(), List.of(paid, again))
                        .failures())
                .containsExactly("payment payment-1: expected one order, saw order o-1 and order o-1");
    }
}
