package io.saler.demo.scenario;

import io.saler.demo.assortment.Article;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Draws the orders of one run from a seed: the same seed, articles and numbers give the same orders. Most of them must
 * be confirmed, and for these there is always enough stock, whatever the others hold for a while; the rest are declined
 * by the payment gateway, want more than exists, or race for a few scarce units.
 */
public final class OrderPlan {

    private static final int LARGEST_QUANTITY = 3;
    private static final int LARGEST_ORDER = 4;
    private static final int RACES = 3;

    /** What becomes of how many in a hundred orders; the others pay with pm_approve. */
    private enum Kind {
        DECLINED("pm_decline", 4),
        OVERSIZED("pm_approve", 3),
        FLAKY("pm_flaky", 5),
        LOST_ANSWER("pm_lost_answer", 5),
        SLOW("pm_slow", 4),
        WITHOUT_FUNDS("pm_insufficient_funds", 4),
        RACE("pm_approve", 12),
        ORDINARY("pm_approve", 63);

        final String paymentMethod;
        final int percent;

        Kind(String paymentMethod, int percent) {
            this.paymentMethod = paymentMethod;
            this.percent = percent;
        }
    }

    private final Random random;
    private final List<Article> ordinary;
    private final List<Article> scarce;
    private final Map<String, Integer> unpromised = new HashMap<>();

    private OrderPlan(List<Article> articles, int races, Random random) {
        this.random = random;
        this.scarce = scarce(articles, races);
        Set<String> racedFor = scarce.stream().map(Article::sku).collect(Collectors.toSet());
        this.ordinary = articles.stream()
                .filter(article -> article.stock() > 0 && !racedFor.contains(article.sku()))
                .toList();
        ordinary.forEach(article -> unpromised.put(article.sku(), article.stock()));
    }

    /** Draws that many orders, or throws {@link TooLittleStock}. */
    public static List<PlannedOrder> draw(List<Article> articles, int orders, int buyers, long seed) {
        List<Kind> kinds = kinds(orders);
        int racing = Collections.frequency(kinds, Kind.RACE);
        var plan = new OrderPlan(articles, Math.clamp(racing / 4, Math.min(racing, 1), RACES), new Random(seed));
        return plan.orders(kinds, buyers);
    }

    private List<PlannedOrder> orders(List<Kind> kinds, int buyers) {
        var drafts = new ArrayList<PlannedOrder>();
        int racers = 0;
        for (Kind kind : kinds) {
            List<PlannedOrder.Line> lines = switch (kind) {
                case RACE -> List.of(new PlannedOrder.Line(scarce.get(racers++ % scarce.size()), 1));
                case OVERSIZED -> oversized();
                default -> affordable(1 + random.nextInt(LARGEST_ORDER));
            };
            drafts.add(new PlannedOrder(0, 0, lines, kind.paymentMethod, fate(kind)));
        }
        Collections.shuffle(drafts, random);
        var dealt = new ArrayList<PlannedOrder>();
        for (PlannedOrder draft : drafts) {
            int number = dealt.size() + 1;
            dealt.add(new PlannedOrder(number, number % buyers, draft.lines(), draft.paymentMethod(), draft.fate()));
        }
        return List.copyOf(dealt);
    }

    /** Something ordinary that can be reserved and must be let go again, and more than there is of something else. */
    private List<PlannedOrder.Line> oversized() {
        var lines = new ArrayList<>(affordable(1));
        Article article = drawUntil(
                ordinary,
                candidate ->
                        lines.stream().noneMatch(line -> line.article().sku().equals(candidate.sku())));
        lines.add(new PlannedOrder.Line(article, article.stock() + 1 + random.nextInt(LARGEST_QUANTITY)));
        return lines;
    }

    private List<PlannedOrder.Line> affordable(int count) {
        var lines = new ArrayList<PlannedOrder.Line>();
        for (int i = 0; i < count; i++) {
            int quantity = 1 + random.nextInt(LARGEST_QUANTITY);
            Article article = drawUntil(
                    ordinary,
                    candidate -> unpromised.getOrDefault(candidate.sku(), 0) >= quantity
                            && lines.stream()
                                    .noneMatch(line -> line.article().sku().equals(candidate.sku())));
            unpromised.merge(article.sku(), -quantity, Integer::sum);
            lines.add(new PlannedOrder.Line(article, quantity));
        }
        return lines;
    }

    /** Begins at a random place and takes the next article that will do. */
    private Article drawUntil(List<Article> articles, Predicate<Article> willDo) {
        int start = articles.isEmpty() ? 0 : random.nextInt(articles.size());
        for (int i = 0; i < articles.size(); i++) {
            Article candidate = articles.get((start + i) % articles.size());
            if (willDo.test(candidate)) {
                return candidate;
            }
        }
        throw new TooLittleStock();
    }

    private static List<Article> scarce(List<Article> articles, int races) {
        List<Article> scarcest = articles.stream()
                .filter(article -> article.stock() > 0)
                .sorted(Comparator.comparingInt(Article::stock).thenComparing(Article::sku))
                .limit(races)
                .toList();
        if (scarcest.size() < races) {
            throw new TooLittleStock();
        }
        return scarcest;
    }

    /** Each kind by its share, once at least while there is room, the ordinary ones filling up. */
    private static List<Kind> kinds(int orders) {
        var kinds = new ArrayList<Kind>();
        for (Kind kind : Kind.values()) {
            int room = orders - kinds.size();
            int share = kind == Kind.ORDINARY ? room : Math.max(1, Math.round(orders * kind.percent / 100f));
            kinds.addAll(Collections.nCopies(Math.min(room, share), kind));
        }
        return kinds;
    }

    private static Fate fate(Kind kind) {
        return switch (kind) {
            case DECLINED, WITHOUT_FUNDS -> Fate.PAYMENT_DECLINED;
            case OVERSIZED -> Fate.INSUFFICIENT_STOCK;
            case RACE -> Fate.FIRST_COME;
            case FLAKY, LOST_ANSWER, SLOW, ORDINARY -> Fate.CONFIRMED;
        };
    }

    /** The articles have fewer units than the orders need. */
    public static final class TooLittleStock extends RuntimeException {

        private static final long serialVersionUID = 1;

        TooLittleStock() {
            super("the product file has too little stock for so many orders");
        }
    }
}
