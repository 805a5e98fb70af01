package io.saler.demo;

import io.saler.demo.assortment.Article;
import io.saler.demo.client.HistoryEntry;
import io.saler.demo.client.Money;
import io.saler.demo.client.Order;
import io.saler.demo.client.SalerClient;
import io.saler.demo.scenario.Fate;
import io.saler.demo.scenario.OrderStory;
import io.saler.demo.scenario.Person;
import io.saler.demo.scenario.PlannedOrder;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Finished orders made of plain data, for tests. */
public final class Stories {

    public static final Instant START = Instant.parse("2026-11-23T10:00:00Z");
    public static final Person BUYER =
            new Person("buyer@example.com", SalerClient.at(URI.create("http://127.0.0.1:1")));

    private Stories() {}

    public static Article article(String sku, String price, int stock) {
        return new Article(sku, "Article " + sku, "", "Things", List.of(), Map.of(), Money.of(price, "EUR"), stock);
    }

    /** A number of units of one article, paid with pm_approve and confirmed after that time. */
    public static OrderStory confirmed(int number, Article article, int quantity, Duration after) {
        return ended(number, article, quantity, Fate.CONFIRMED, "CONFIRMED", null, after);
    }

    public static OrderStory rejected(int number, Article article, int quantity, Fate fate, String reason) {
        return ended(number, article, quantity, fate, "REJECTED", reason, Duration.ofSeconds(1));
    }

    public static OrderStory ended(
            int number, Article article, int quantity, Fate fate, String status, String reason, Duration after) {
        var plan = new PlannedOrder(number, 0, List.of(new PlannedOrder.Line(article, quantity)), "pm_approve", fate);
        Money total = plan.subtotal();
        var line =
                new Order.Line("id-" + article.sku(), article.sku(), article.name(), quantity, article.price(), total);
        boolean paid = status.equals("CONFIRMED");
        var payment = new Order.Payment("payment-" + number, paid ? "CAPTURED" : "DECLINED", null, null);
        var order = new Order(
                "o-" + number,
                "store",
                status,
                reason,
                List.of(line),
                total,
                null,
                null,
                null,
                total,
                "insufficient-stock".equals(reason) ? null : payment,
                START,
                START);
        String event = paid ? "OrderConfirmed" : "OrderRejected";
        var end = new HistoryEntry(
                "e-" + number, event, START.plus(after), "order", "o-" + number, null, reason, null, null);
        return new OrderStory(plan, BUYER, START, "o-" + number, null, order, List.of(end));
    }

    /** An order that the server took down and never finished. */
    public static OrderStory hanging(int number, Article article) {
        OrderStory story = ended(number, article, 1, Fate.CONFIRMED, "PLACED", null, Duration.ZERO);
        return new OrderStory(story.plan(), BUYER, START, story.orderId(), null, story.order(), List.of());
    }

    /** An order that the server would not take. */
    public static OrderStory refused(int number, Article article, String why) {
        PlannedOrder plan = hanging(number, article).plan();
        return new OrderStory(plan, BUYER, START, null, why, null, List.of());
    }
}
