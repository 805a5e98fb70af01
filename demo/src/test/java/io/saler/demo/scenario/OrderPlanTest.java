package io.saler.demo.scenario;

import static io.saler.demo.Stories.article;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saler.demo.assortment.Article;
import io.saler.demo.assortment.Assortment;
import io.saler.demo.assortment.ProductFile;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OrderPlanTest {

    private static List<Article> catalogue() throws IOException {
        return Assortment.of(ProductFile.builtIn().products(), "EUR");
    }

    @Test
    void theSameSeedDrawsTheSameOrdersAndAnotherSeedOthers() throws IOException {
        var plan = OrderPlan.draw(catalogue(), 200, 20, 7);

        assertThat(OrderPlan.draw(catalogue(), 200, 20, 7)).isEqualTo(plan);
        assertThat(OrderPlan.draw(catalogue(), 200, 20, 8)).isNotEqualTo(plan);
    }

    @Test
    void twoHundredOrdersMeetEveryFateAndEveryKindOfPayment() throws IOException {
        var plan = OrderPlan.draw(catalogue(), 200, 20, 7);

        assertThat(plan).extracting(PlannedOrder::fate).contains(Fate.values());
        assertThat(plan)
                .extracting(PlannedOrder::paymentMethod)
                .contains("pm_approve", "pm_decline", "pm_insufficient_funds", "pm_flaky", "pm_slow", "pm_lost_answer");
        assertThat(plan).extracting(PlannedOrder::buyer).contains(0, 19).allMatch(buyer -> buyer >= 0 && buyer < 20);
        assertThat(plan).extracting(PlannedOrder::number).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 20, 200, 1500})
    void whateverOtherOrdersHoldForAWhileThereIsEnoughForAllThatMustBeConfirmed(int orders) throws IOException {
        List<Article> catalogue = catalogue();
        for (long seed = 1; seed <= 20; seed++) {
            var plan = OrderPlan.draw(catalogue, orders, 20, seed);

            assertThat(plan).hasSize(orders);
            Map<Article, Integer> held = plan.stream()
                    .filter(order -> order.fate() != Fate.FIRST_COME)
                    .flatMap(order -> order.lines().stream())
                    .filter(line -> line.quantity() <= line.article().stock())
                    .collect(Collectors.groupingBy(
                            PlannedOrder.Line::article, Collectors.summingInt(PlannedOrder.Line::quantity)));
            assertThat(catalogue).containsAll(held.keySet());
            held.forEach((article, quantity) -> assertThat(quantity).isLessThanOrEqualTo(article.stock()));
        }
    }

    @Test
    void buyersRaceForArticlesThatNobodyElseOrdersAndThereAreFewerThanBuyers() throws IOException {
        var plan = OrderPlan.draw(catalogue(), 200, 20, 7);
        var races = plan.stream()
                .filter(order -> order.fate() == Fate.FIRST_COME)
                .collect(Collectors.groupingBy(order -> order.lines().getFirst().article()));
        var others = plan.stream()
                .filter(order -> order.fate() != Fate.FIRST_COME)
                .flatMap(order -> order.lines().stream())
                .map(PlannedOrder.Line::article);

        assertThat(races).hasSizeGreaterThanOrEqualTo(2);
        assertThat(others).doesNotContainAnyElementsOf(races.keySet());
        races.forEach((article, racers) -> {
            assertThat(racers).hasSizeGreaterThan(article.stock());
            assertThat(racers)
                    .allSatisfy(order -> assertThat(order.lines()).containsExactly(new PlannedOrder.Line(article, 1)));
        });
    }

    @Test
    void anOrderThatWantsTooMuchHoldsSomethingElseThatMustBeLetGoAgain() throws IOException {
        var oversized = OrderPlan.draw(catalogue(), 200, 20, 7).stream()
                .filter(order -> order.fate() == Fate.INSUFFICIENT_STOCK)
                .toList();

        assertThat(oversized).isNotEmpty().allSatisfy(order -> {
            assertThat(order.lines().getFirst().quantity())
                    .isLessThanOrEqualTo(order.lines().getFirst().article().stock());
            assertThat(order.lines().getLast().quantity())
                    .isGreaterThan(order.lines().getLast().article().stock());
        });
    }

    @Test
    void moreOrdersThanTheStockAllowsAreRefusedBeforeAnythingBegins() {
        assertThatThrownBy(() -> OrderPlan.draw(List.of(article("A", "1.00", 3), article("B", "1.00", 2)), 50, 2, 7))
                .isInstanceOf(OrderPlan.TooLittleStock.class);
    }
}
