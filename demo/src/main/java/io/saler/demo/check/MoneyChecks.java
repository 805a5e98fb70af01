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

/** What must hold of the gateway's ledger once every order has ended, if nobody else buys during the run. */
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

    /**
     * What the gateway has taken since the first reading of its ledger is the total of each confirmed order, once, and
     * nothing else: neither a second payment of an order nor one that no confirmed order explains.
     *
     * @param before the ledger as it was before the first order
     */
    static Verdict nobodyIsChargedTwice(List<OrderStory> stories, List<LedgerEntry> before, List<LedgerEntry> after) {
        var failures = new ArrayList<String>();
        List<Charge> unexplained = Charge.between(before, after);
        int charges = unexplained.size();
        var payers = new HashMap<String, OrderStory>();
        for (OrderStory story : stories) {
            Order order = story.order();
            String paymentId = order == null ? null : order.paymentId();
            if (order == null || paymentId == null) {
                continue;
            }
            OrderStory sharing = payers.putIfAbsent(paymentId, story);
            if (sharing != null) {
                failures.add("payment %s: expected one order, saw %s and %s"
                        .formatted(paymentId, sharing.name(), story.name()));
            }
            if (order.isConfirmed() && !remove(unexplained, paymentId, order.total())) {
                failures.add("%s, payment %s: expected one charge of %s, saw none"
                        .formatted(story.name(), paymentId, order.total()));
            }
        }
        for (Charge charge : unexplained) {
            OrderStory payer = payers.get(charge.paymentId());
            failures.add("%s, payment %s: expected no further charge, saw %s under key %s"
                    .formatted(
                            payer == null ? "no order of this run" : payer.name(),
                            charge.paymentId(),
                            charge.amount(),
                            charge.idempotencyKey()));
        }
        return new Verdict("Nobody is charged twice or for nothing", "%d charges".formatted(charges), failures);
    }

    private static boolean remove(List<Charge> charges, String paymentId, Money amount) {
        for (Charge charge : charges) {
            if (charge.paymentId().equals(paymentId) && charge.amount().isWorth(amount)) {
                return charges.remove(charge);
            }
        }
        return false;
    }

    /** Money that the gateway took between two readings of its ledger. */
    private record Charge(String idempotencyKey, String paymentId, Money amount) {

        static List<Charge> between(List<LedgerEntry> before, List<LedgerEntry> after) {
            Map<String, Money> taken = before.stream()
                    .collect(Collectors.toMap(LedgerEntry::idempotencyKey, LedgerEntry::captured, Money::plus));
            var charges = new ArrayList<Charge>();
            for (LedgerEntry entry : after) {
                Money former = taken.getOrDefault(
                        entry.idempotencyKey(), Money.zero(entry.captured().currency()));
                Money more = entry.captured().minus(former);
                if (!more.isZero()) {
                    charges.add(new Charge(entry.idempotencyKey(), entry.paymentId(), more));
                }
            }
            return charges;
        }
    }

    private static Map<String, List<LedgerEntry>> byPayment(List<LedgerEntry> ledger) {
        return ledger.stream().collect(Collectors.groupingBy(LedgerEntry::paymentId, Collectors.toList()));
    }
}
