package io.saler.demo.check;

import static io.saler.demo.Stories.article;
import static io.saler.demo.Stories.confirmed;
import static io.saler.demo.Stories.hanging;
import static io.saler.demo.Stories.refused;
import static io.saler.demo.Stories.rejected;
import static org.assertj.core.api.Assertions.assertThat;

import io.saler.demo.Stories;
import io.saler.demo.assortment.Article;
import io.saler.demo.scenario.Fate;
import io.saler.demo.scenario.Shop;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OrderChecksTest {

    private static final Article MUG = article("MUG", "19.00", 10);
    private static final Article SCARF = article("SCARF", "48.00", 2);
    private static final Duration SECOND = Duration.ofSeconds(1);

    @Test
    void ordersThatHangOrWereRefusedHaveNotEnded() {
        var stories = List.of(confirmed(1, MUG, 1, SECOND), hanging(2, MUG), refused(3, MUG, "503 for two minutes"));

        assertThat(OrderChecks.everyOrderEnded(stories).failures())
                .containsExactly(
                        "order o-2 (pm_approve): expected an end, saw PLACED",
                        "order no. 3: expected to be accepted, saw: 503 for two minutes");
        assertThat(OrderChecks.everyOrderEnded(stories.subList(0, 1)).holds()).isTrue();
    }

    @Test
    void anOrderThatEndedOtherwiseThanItMustIsFound() {
        var stories = List.of(
                rejected(1, MUG, 1, Fate.PAYMENT_DECLINED, "payment-declined"),
                rejected(2, MUG, 1, Fate.PAYMENT_DECLINED, "insufficient-stock"),
                rejected(3, MUG, 1, Fate.CONFIRMED, "payment-timeout"),
                Stories.ended(4, MUG, 1, Fate.INSUFFICIENT_STOCK, "CONFIRMED", null, SECOND),
                rejected(5, MUG, 1, Fate.FIRST_COME, "insufficient-stock"),
                Stories.ended(6, MUG, 1, Fate.FIRST_COME, "CONFIRMED", null, SECOND));

        assertThat(OrderChecks.everyOrderEndedAsItMust(stories).failures())
                .containsExactly(
                        "order o-2 (pm_approve): expected REJECTED payment-declined, saw REJECTED insufficient-stock",
                        "order o-3 (pm_approve): expected CONFIRMED, saw REJECTED payment-timeout",
                        "order o-4 (pm_approve): expected REJECTED insufficient-stock, saw CONFIRMED");
    }

    @Test
    void scarceUnitsMustAllBeSoldAndNoMore() {
        var twoOfThree = List.of(
                Stories.ended(1, SCARF, 1, Fate.FIRST_COME, "CONFIRMED", null, SECOND),
                Stories.ended(2, SCARF, 1, Fate.FIRST_COME, "CONFIRMED", null, SECOND),
                rejected(3, SCARF, 1, Fate.FIRST_COME, "insufficient-stock"));

        assertThat(OrderChecks.scarceUnitsWentToTheFirst(twoOfThree).holds()).isTrue();
        assertThat(OrderChecks.scarceUnitsWentToTheFirst(twoOfThree.subList(1, 3))
                        .failures())
                .containsExactly("SCARF: expected 2 of 2 buyers to get one of 2 units, saw 1");
    }

    @Test
    void anOrderWithOtherLinesOrAnotherPriceIsFound() {
        var shop = new Shop(Stories.BUYER, "store", List.of(MUG), Map.of("MUG", "id-MUG"));
        var elsewhere = new Shop(Stories.BUYER, "store", List.of(MUG), Map.of("MUG", "id-CUP"));
        var story = confirmed(1, MUG, 2, SECOND);

        assertThat(OrderChecks.everyOrderIsWhatWasOrdered(shop, List.of(story)).holds())
                .isTrue();
        assertThat(OrderChecks.everyOrderIsWhatWasOrdered(elsewhere, List.of(story))
                        .failures())
                .containsExactly("order o-1: expected the lines {id-CUP=2}, saw {id-MUG=2}");
    }
}
