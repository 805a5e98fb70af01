package io.saler.demo.scenario;

import io.saler.demo.assortment.Article;
import io.saler.demo.client.Deadline;
import io.saler.demo.client.NewProduct;
import io.saler.demo.client.SalerClient;
import io.saler.demo.terminal.Progress;
import io.saler.demo.terminal.Terminal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/**
 * One run: a merchant fills a new store, buyers sign up, their planned orders are placed and followed. Everybody gets
 * addresses of their own in every run, so that it can be repeated on the same Saler.
 */
public final class Scenario {

    private static final String CURRENCY = "EUR";
    private static final int IMPORTS_AT_A_TIME = 8;
    private static final int SIGN_UPS_AT_A_TIME = 4;
    private static final int LOW_STOCK = 5;
    private static final List<String> NAMES = List.of(
            "Amina Haddad",
            "Jonas Weber",
            "Chiara Romano",
            "يوسف الخطيب",
            "Marta Nowak",
            "Liam O'Connor",
            "Sofía Herrera",
            "Nour El-Sayed",
            "Henrik Dahl",
            "ليلى منصور",
            "Camille Laurent",
            "Tomás Oliveira",
            "Priya Nair",
            "Emeka Obi",
            "Anneke de Vries",
            "Kenji Tanaka",
            "سلمى البدوي",
            "Elif Yılmaz",
            "Grace Mensah",
            "Petr Svoboda");

    private final SalerClient saler;
    private final Duration timeout;
    private final Duration pause;
    private final Terminal terminal;
    private final String run = Long.toString(System.currentTimeMillis(), 36)
            + Integer.toString(ThreadLocalRandom.current().nextInt(36 * 36, 36 * 36 * 36), 36);

    /**
     * A scenario on a Saler.
     *
     * @param timeout bounds the preparation, and again the orders from the first request to the last one's end
     * @param pause how long each buyer waits before the next order; if zero, all orders are placed at once
     */
    public Scenario(SalerClient saler, Duration timeout, Duration pause, Terminal terminal) {
        this.saler = saler;
        this.timeout = timeout;
        this.pause = pause;
        this.terminal = terminal;
    }

    /** The currency of the store and of every price in it. */
    public static String currency() {
        return CURRENCY;
    }

    public Outcome play(List<Article> articles, List<PlannedOrder> plan, int buyers, AcceptedOrders accepted) {
        Deadline prepared = Deadline.in(timeout);
        Shop shop = fill(articles, prepared);
        List<Person> people = signUp(buyers, prepared);
        Deadline ended = Deadline.in(timeout);
        var rush = new OrderRush(run, shop, people, accepted, ended);
        List<OrderStory> placed;
        try (Progress progress = terminal.begin("Placing orders", plan.size())) {
            placed = pause.isZero() ? rush.placeAtOnce(plan, progress) : rush.placeInTurn(plan, pause, progress);
            long taken = placed.stream().filter(OrderStory::isAccepted).count();
            progress.done("%d of %d accepted".formatted(taken, plan.size()));
        }
        try (Progress progress = terminal.begin("Following them", plan.size())) {
            List<OrderStory> stories = rush.follow(placed, progress);
            long over = stories.stream()
                    .filter(story -> story.isConfirmed() || story.isRejected())
                    .count();
            progress.done("%d of %d ended".formatted(over, plan.size()));
            return new Outcome(shop, stories);
        }
    }

    private Shop fill(List<Article> articles, Deadline deadline) {
        Person merchant;
        String storeId;
        try (Progress progress = terminal.begin("Opening a store", 0)) {
            merchant = new SignUp(saler, deadline).of(address("merchant"), "Merchant-" + run, "Nadia Kessler");
            storeId = merchant.client().openStore("Kessler & Daughters " + run, CURRENCY, run + "-store");
            progress.done("store " + storeId);
        }
        // Opening the first store makes somebody a merchant, which only a token issued after that says.
        Person opened = signInAgain(merchant, deadline);
        try (Progress progress = terminal.begin("Importing products", articles.size())) {
            var productIds = new TreeMap<String, String>();
            AtOnce.each(articles, IMPORTS_AT_A_TIME, article -> {
                        String id = opened.client()
                                .createProduct(product(article, storeId), run + "-product-" + article.sku());
                        progress.step();
                        return Map.entry(article.sku(), id);
                    })
                    .forEach(imported -> productIds.put(imported.getKey(), imported.getValue()));
            progress.done("%d articles".formatted(articles.size()));
            return new Shop(opened, storeId, articles, productIds);
        }
    }

    private Person signInAgain(Person merchant, Deadline deadline) {
        String token = saler.patientUntil(deadline)
                .logIn(merchant.email(), "Merchant-" + run)
                .accessToken();
        return new Person(merchant.email(), merchant.client().signedInWith(token));
    }

    private List<Person> signUp(int buyers, Deadline deadline) {
        try (Progress progress = terminal.begin("Signing up buyers", buyers)) {
            var signUp = new SignUp(saler, deadline);
            List<Person> people =
                    AtOnce.each(IntStream.rangeClosed(1, buyers).boxed().toList(), SIGN_UPS_AT_A_TIME, number -> {
                        Person person = signUp.of(
                                address("buyer" + number),
                                "Buyer-" + run + "-" + number,
                                NAMES.get(number % NAMES.size()));
                        progress.step();
                        return person;
                    });
            progress.done("%d registered, verified and logged in".formatted(buyers));
            return people;
        }
    }

    private String address(String who) {
        return "%s.%s@example.com".formatted(who, run);
    }

    private static NewProduct product(Article article, String storeId) {
        return new NewProduct(
                storeId,
                article.sku(),
                article.name(),
                article.description(),
                article.price(),
                article.category(),
                article.tags(),
                article.attributes(),
                article.stock(),
                Math.min(LOW_STOCK, article.stock()));
    }
}
