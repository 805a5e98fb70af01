package io.saler.saga.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.saler.order.OrderEvent;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Whatever happens in whatever order, no unit is sold twice, nobody is charged twice, and every order comes to an end.
 * Runs are reproduced by {@code -Dsaler.seed=N -Dsaler.model.runs=1}; one that breaks a rule is cut to as few steps as
 * still break it.
 */
class OrderModelTest {

    private static final int STEPS = 400;

    /** Runs in which everything has happened that can happen. */
    private static final int ENOUGH = 100;

    private final Set<String> seen = new TreeSet<>();

    @Test
    void noHistoryOfAShopBreaksItsRules() {
        long first = Long.getLong("saler.seed", 42);
        int runs = Integer.getInteger("saler.model.runs", Boolean.getBoolean("saler.soak") ? 20_000 : ENOUGH);
        System.out.printf("order model: saler.seed=%d saler.model.runs=%d%n", first, runs);
        LongStream.range(first, first + runs).forEach(this::check);

        if (runs >= ENOUGH) {
            assertThat(seen)
                    .as("what has happened in some of these shops")
                    .contains(
                            "two refunds",
                            "paid in a later attempt",
                            "cancelled after payment",
                            "given up and then paid")
                    .containsAll(Stream.of(OrderEvent.class.getPermittedSubclasses())
                            .map(Class::getSimpleName)
                            .toList());
        }
    }

    private void check(long seed) {
        if (broken(seed, STEPS) != null) {
            int fewest = 1;
            while (broken(seed, fewest) == null) {
                fewest++;
            }
            fail("saler.seed=%d, after %d steps:%n%s", seed, fewest, broken(seed, fewest));
        }
    }

    /** What is broken and how it came to that, or null. */
    private @Nullable String broken(long seed, int steps) {
        var shop = new ModelShop(seed);
        try {
            for (int i = 0; i < steps; i++) {
                shop.step();
            }
            shop.settle();
            List<String> broken = shop.brokenRules();
            seen.addAll(shop.seen());
            return broken.isEmpty() ? null : report(broken, shop);
        } catch (AssertionError thrown) {
            return report(List.of(thrown + " " + thrown.getCause()), shop);
        } finally {
            shop.close();
        }
    }

    private static String report(List<String> broken, ModelShop shop) {
        return broken.stream().collect(Collectors.joining("\n")) + "\n"
                + shop.trace().stream().collect(Collectors.joining("\n"));
    }
}
