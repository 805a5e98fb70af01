package io.saler.demo.scenario;

import io.saler.demo.assortment.Article;
import io.saler.demo.client.Money;
import java.util.List;

/**
 * An order that will be placed.
 *
 * @param number counts from 1
 * @param buyer which buyer places it, counted from 0
 */
public record PlannedOrder(int number, int buyer, List<Line> lines, String paymentMethod, Fate fate) {

    public PlannedOrder {
        lines = List.copyOf(lines);
    }

    /** So many units of one article. */
    public record Line(Article article, int quantity) {}

    /** What the lines add up to at the store's prices. */
    public Money subtotal() {
        return lines.stream()
                .map(line -> line.article().price().times(line.quantity()))
                .reduce(Money::plus)
                .orElseThrow();
    }

    /** How many units of an article it wants. */
    public int unitsOf(Article article) {
        return lines.stream()
                .filter(line -> line.article().sku().equals(article.sku()))
                .mapToInt(Line::quantity)
                .sum();
    }
}
