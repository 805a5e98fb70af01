package io.saler.demo.check;

import io.saler.demo.client.Order;
import io.saler.demo.scenario.Fate;
import io.saler.demo.scenario.OrderStory;
import io.saler.demo.scenario.PlannedOrder;
import io.saler.demo.scenario.Shop;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What must hold of the orders themselves. */
final class OrderChecks {

    private OrderChecks() {}

    static Verdict everyOrderEnded(List<OrderStory> stories) {
        var failures = new ArrayList<String>();
        for (OrderStory story : stories) {
            if (!story.isAccepted()) {
                failures.add("%s: expected to be accepted, saw: %s".formatted(story.name(), story.refusal()));
            } else if (story.order() == null || !story.order().hasEnded()) {
                failures.add("%s (%s): expected an end, saw %s"
                        .formatted(story.name(), story.plan().paymentMethod(), story.fate()));
            } else if (story.endedAt().isEmpty()) {
                failures.add("%s: expected OrderConfirmed or OrderRejected in its history, saw neither"
                        .formatted(story.name()));
            }
        }
        return new Verdict("Every order ended", "%d orders".formatted(stories.size()), failures);
    }

    static Verdict everyOrderEndedAsItMust(List<OrderStory> stories) {
        var failures = new ArrayList<String>();
        for (OrderStory story : stories) {
            Order order = story.order();
            Fate fate = story.plan().fate();
            if (order != null && order.hasEnded() && !fate.allows(order)) {
                failures.add("%s (%s): expected %s, saw %s"
                        .formatted(story.name(), story.plan().paymentMethod(), fate.words(), order.fate()));
            }
        }
        return new Verdict("Each ended as its payment and the stock allow", byFate(stories), failures);
    }

    static Verdict everyOrderIsWhatWasOrdered(Shop shop, List<OrderStory> stories) {
        var failures = new ArrayList<String>();
        for (OrderStory story : stories) {
            Order order = story.order();
            if (order == null) {
                continue;
            }
            Map<String, Integer> wanted = story.plan().lines().stream()
                    .collect(Collectors.toMap(
                            line -> shop.productId(line.article()), PlannedOrder.Line::quantity, Integer::sum));
            Map<String, Integer> noted = order.lines().stream()
                    .collect(Collectors.toMap(Order.Line::productId, Order.Line::quantity, Integer::sum));
            if (!noted.equals(wanted)) {
                failures.add("%s: expected the lines %s, saw %s".formatted(story.name(), wanted, noted));
            }
            if (!order.subtotal().isWorth(story.plan().subtotal())) {
                failures.add("%s: expected a subtotal of %s, saw %s"
                        .formatted(story.name(), story.plan().subtotal(), order.subtotal()));
            }
        }
        int lines =
                stories.stream().mapToInt(story -> story.plan().lines().size()).sum();
        return new Verdict("Lines and prices are those of the store", "%d lines".formatted(lines), failures);
    }

    /** Of scarce units as many are sold as there are buyers for, never fewer and never more. */
    static Verdict scarceUnitsWentToTheFirst(List<OrderStory> stories) {
        var races = stories.stream()
                .filter(story -> story.plan().fate() == Fate.FIRST_COME)
                .collect(Collectors.groupingBy(
                        story -> story.plan().lines().getFirst().article(), Collectors.toList()));
        var failures = new ArrayList<String>();
        races.forEach((article, racers) -> {
            int expected = Math.min(article.stock(), racers.size());
            long sold = racers.stream().filter(OrderStory::isConfirmed).count();
            if (sold != expected) {
                failures.add("%s: expected %d of %d buyers to get one of %d units, saw %d"
                        .formatted(article.sku(), expected, racers.size(), article.stock(), sold));
            }
        });
        int racers = races.values().stream().mapToInt(List::size).sum();
        int units = races.keySet().stream().mapToInt(article -> article.stock()).sum();
        return new Verdict(
                "Scarce units went to the first buyers", "%d buyers for %d units".formatted(racers, units), failures);
    }

    private static String byFate(List<OrderStory> stories) {
        var counts = new EnumMap<Fate, Integer>(Fate.class);
        stories.forEach(story -> counts.merge(story.plan().fate(), 1, Integer::sum));
        return "%d to confirm, %d to decline, %d too large, %d in a race"
                .formatted(
                        counts.getOrDefault(Fate.CONFIRMED, 0),
                        counts.getOrDefault(Fate.PAYMENT_DECLINED, 0),
                        counts.getOrDefault(Fate.INSUFFICIENT_STOCK, 0),
                        counts.getOrDefault(Fate.FIRST_COME, 0));
    }
}
