package io.saler.demo.check;

import io.saler.demo.client.LedgerEntry;
import io.saler.demo.client.Money;
import io.saler.demo.client.Order;
import io.saler.demo.scenario.OrderStory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** What must hold of the gateway's ledger once every order has ended. Payments of other runs are not looked at. */
final class MoneyChecks {

    private MoneyChecks() {}

    /** Captured less refunded is the total of each confirmed order and nothing for every other one. */
    static Verdict moneyAddsUp(List<OrderStory> stories, List<LedgerEntry> ledger) {
        Map<String, List<LedgerEntry>> byPayment = byPayment(ledger);
        var failures = new ArrayList<String>();
        var kept = new HashMap<String, Money>();
        for (OrderStory story : stories) {
            Order order = story.order();
            if (order == null) {
                continue;
            }
            String paymentId = order.paymentId();
            if (order.isConfirmed() && paymentId == null) {
                failures.add("%s: expected a payment of %s, saw none".formatted(story.name(), order.total()));
                continue;
            }
            Money expected = order.isConfirmed()
                    ? order.total()
                    : Money.zero(order.total().currency());
            Money seen = byPayment.getOrDefault(Objects.requireNonNullElse(paymentId, ""), List.of()).stream()
                    .map(LedgerEntry::kept)
                    .reduce(Money.zero(expected.currency()), Money::plus);
            kept.merge(seen.currency(), seen, Money::plus);
            if (!seen.isWorth(expected)) {
                failures.add("%s (%s, payment %s): expected the gateway to keep %s, saw %s"
                        .formatted(story.name(), order.fate(), paymentId, expected, seen));
            }
        }
        String sums = kept.values().stream().map(Money::toString).sorted().collect(Collectors.joining(", "));
        return new Verdict("Money adds up", sums + " at the gateway", failures);
    }

    /** Money moved at most once for each payment, and each payment belongs to one order. */
    static Verdict nobodyIsChargedTwice(List<OrderStory> stories, List<LedgerEntry> ledger) {
        Map<String, List<LedgerEntry>> byPayment = byPayment(ledger);
        var failures = new ArrayList<String>();
        Map<String, List<OrderStory>> byOrderPayment = stories.stream()
                .filter(story -> story.order() != null && story.order().paymentId() != null)
                .collect(Collectors.groupingBy(story -> Objects.requireNonNull(
                        Objects.requireNonNull(story.order()).paymentId())));
        byOrderPayment.forEach((paymentId, sharing) -> {
            if (sharing.size() > 1) {
                failures.add("payment %s: expected one order, saw %s"
                        .formatted(
                                paymentId,
                                sharing.stream().map(OrderStory::name).toList()));
            }
            List<LedgerEntry> charges = byPayment.getOrDefault(paymentId, List.of()).stream()
                    .filter(entry -> !entry.captured().isZero())
                    .toList();
            if (charges.size() > 1) {
                failures.add("%s, payment %s: expected one charge at most, saw %d (%s)"
                        .formatted(
                                sharing.getFirst().name(),
                                paymentId,
                                charges.size(),
                                charges.stream()
                                        .map(entry -> entry.captured() + " under key " + entry.idempotencyKey())
                                        .collect(Collectors.joining(", "))));
            }
        });
        return new Verdict("Nobody is charged twice", "%d payments".formatted(byOrderPayment.size()), failures);
    }

    private static Map<String, List<LedgerEntry>> byPayment(List<LedgerEntry> ledger) {
        return ledger.stream().collect(Collectors.groupingBy(LedgerEntry::paymentId, Collectors.toList()));
    }
}
