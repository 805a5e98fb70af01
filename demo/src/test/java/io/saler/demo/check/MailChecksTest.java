package io.saler.demo.check;

import static io.saler.demo.Stories.article;
import static io.saler.demo.Stories.confirmed;
import static io.saler.demo.Stories.hanging;
import static io.saler.demo.Stories.rejected;
import static org.assertj.core.api.Assertions.assertThat;

import io.saler.demo.assortment.Article;
import io.saler.demo.scenario.Fate;
import io.saler.demo.scenario.OrderStory;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MailChecksTest {

    private static final Article MUG = article("MUG", "19.00", 5);
    private static final List<OrderStory> STORIES = List.of(
            confirmed(1, MUG, 1, Duration.ZERO),
            rejected(2, MUG, 1, Fate.PAYMENT_DECLINED, "payment-declined"),
            hanging(3, MUG));

    @Test
    void oneMailForEachEndedOrderIsRight() {
        var verdict = MailChecks.everyMailArrivedOnce(STORIES, Map.of("o-1", 1, "o-2", 1), 0);

        assertThat(verdict.holds()).isTrue();
        assertThat(verdict.seen()).isEqualTo("1 of confirmation, 1 of rejection");
    }

    @Test
    void aMissingMailAndADoubleMailAreFound() {
        assertThat(MailChecks.everyMailArrivedOnce(STORIES, Map.of("o-2", 2), 0).failures())
                .containsExactly(
                        "order o-1 (CONFIRMED): expected one mail to buyer@example.com that names it, saw 0",
                        "order o-2 (REJECTED payment-declined): expected one mail to buyer@example.com that names it, saw 2");
    }

    @Test
    void onlySoManyMailsMayBeRepeatedAndOnlyOnce() {
        assertThat(MailChecks.everyMailArrivedOnce(STORIES, Map.of("o-1", 2, "o-2", 1), 1)
                        .seen())
                .isEqualTo("1 of confirmation, 1 of rejection, 1 of them repeated after a kill");
        assertThat(MailChecks.everyMailArrivedOnce(STORIES, Map.of("o-1", 2, "o-2", 2), 1)
                        .failures())
                .hasSize(1);
        assertThat(MailChecks.everyMailArrivedOnce(STORIES, Map.of("o-1", 3, "o-2", 1), 1)
                        .failures())
                .hasSize(1);
    }

    @Test
    void waitingEndsWhenNothingIsMissingEvenIfSomethingCameTwice() {
        assertThat(MailChecks.allArrived(STORIES, Map.of("o-1", 1))).isFalse();
        assertThat(MailChecks.allArrived(STORIES, Map.of("o-1", 1, "o-2", 2))).isTrue();
    }
}
