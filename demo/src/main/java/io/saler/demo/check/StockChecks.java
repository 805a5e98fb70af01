package io.saler.demo.check;

import io.saler.demo.assortment.Article;
import io.saler.demo.client.StockLevel;
import io.saler.demo.scenario.OrderStory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What must hold of the stock once every order has ended. */
final class StockChecks {

    private StockChecks() {}

    /**
     * What is there is what was there, less what confirmed orders took; nothing is promised any more.
     *
     * @param levels by SKU
     */
    static Verdict stockAddsUp(List<Article> articles, List<OrderStory> stories, Map<String, StockLevel> levels) {
        var failures = new ArrayList<String>();
        int sold = 0;
        for (Article article : articles) {
            int taken = sold(article, stories);
            sold += taken;
            int left = article.stock() - taken;
            StockLevel level = levels.get(article.sku());
            if (level == null) {
                failures.add("%s: expected onHand %d, saw no stock at all".formatted(article.sku(), left));
            } else if (level.onHand() != left || level.reserved() != 0 || level.available() != left) {
                failures.add("%s: expected onHand %d (%d less %d sold), reserved 0, available %d; saw %d, %d, %d"
                        .formatted(
                                article.sku(),
                                left,
                                article.stock(),
                                taken,
                                left,
                                level.onHand(),
                                level.reserved(),
                                level.available()));
            }
        }
        return new Verdict(
                "Stock adds up",
                "%d articles, %d units sold, none reserved".formatted(articles.size(), sold),
                failures);
    }

    static Verdict nothingIsOversold(List<Article> articles, List<OrderStory> stories, Map<String, StockLevel> levels) {
        var failures = new ArrayList<String>();
        for (Article article : articles) {
            int taken = sold(article, stories);
            if (taken > article.stock()) {
                failures.add("%s: expected at most %d units in confirmed orders, saw %d"
                        .formatted(article.sku(), article.stock(), taken));
            }
            StockLevel level = levels.get(article.sku());
            if (level != null && (level.onHand() < 0 || level.available() < 0)) {
                failures.add("%s: expected no level below zero, saw onHand %d and available %d"
                        .formatted(article.sku(), level.onHand(), level.available()));
            }
        }
        return new Verdict("No article is oversold", "%d articles".formatted(articles.size()), failures);
    }

    private static int sold(Article article, List<OrderStory> stories) {
        return stories.stream()
                .filter(OrderStory::isConfirmed)
                .mapToInt(story -> story.plan().unitsOf(article))
                .sum();
    }
}
