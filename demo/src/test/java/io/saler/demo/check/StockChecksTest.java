package io.saler.demo.check;

import static io.saler.demo.Stories.article;
import static io.saler.demo.Stories.confirmed;
import static io.saler.demo.Stories.rejected;
import static org.assertj.core.api.Assertions.assertThat;

import io.saler.demo.assortment.Article;
import io.saler.demo.client.StockLevel;
import io.saler.demo.scenario.Fate;
import io.saler.demo.scenario.OrderStory;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StockChecksTest {

    private static final Article MUG = article("MUG", "19.00", 5);
    private static final List<OrderStory> THREE_SOLD = List.of(
            confirmed(1, MUG, 2, Duration.ofSeconds(1)),
            confirmed(2, MUG, 1, Duration.ofSeconds(1)),
            rejected(3, MUG, 2, Fate.PAYMENT_DECLINED, "payment-declined"));

    private static Verdict adds(int onHand, int reserved) {
        var level = new StockLevel("id-MUG", onHand, reserved, onHand - reserved);
        return StockChecks.stockAddsUp(List.of(MUG), THREE_SOLD, Map.of("MUG", level));
    }

    @Test
    void whatIsLeftIsWhatWasThereLessWhatConfirmedOrdersTook() {
        assertThat(adds(2, 0).holds()).isTrue();
        assertThat(adds(0, 0).failures())
                .containsExactly("MUG: expected onHand 2 (5 less 3 sold), reserved 0, available 2; saw 0, 0, 0");
    }

    @Test
    void aUnitThatStaysPromisedIsFound() {
        assertThat(adds(2, 1).failures()).singleElement().asString().endsWith("saw 2, 1, 1");
    }

    @Test
    void anArticleWithoutStockIsFound() {
        assertThat(StockChecks.stockAddsUp(List.of(MUG), THREE_SOLD, Map.of()).failures())
                .containsExactly("MUG: expected onHand 2, saw no stock at all");
    }

    @Test
    void moreUnitsInConfirmedOrdersThanThereWereIsOverselling() {
        var sixSold = List.of(confirmed(1, MUG, 3, Duration.ZERO), confirmed(2, MUG, 3, Duration.ZERO));
        var level = new StockLevel("id-MUG", -1, 0, -1);

        assertThat(StockChecks.nothingIsOversold(List.of(MUG), sixSold, Map.of("MUG", level))
                        .failures())
                .containsExactly(
                        "MUG: expected at most 5 units in confirmed orders, saw 6",
                        "MUG: expected no level below zero, saw onHand -1 and available -1");
        assertThat(StockChecks.nothingIsOversold(List.of(MUG), THREE_SOLD, Map.of())
                        .holds())
                .isTrue();
    }
}
