package io.saler.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.saler.demo.client.Answer;
import io.saler.demo.client.Call;
import io.saler.demo.client.Mail;
import io.saler.demo.client.SalerClient;
import io.saler.demo.client.SalerProblem;
import io.saler.demo.client.Unreachable;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Signs people up the way people do it: register, read the mail, follow its link, log in. */
final class People {

    static final String PASSWORD = "correct horse battery staple 42";

    private static final Pattern TOKEN = Pattern.compile("token=([A-Za-z0-9_.-]+)");

    private People() {}

    record SignedUp(String userId, String email, String accessToken, SalerClient client) {

        /** The same person with another token, since one holds for a quarter of an hour only. */
        SignedUp signedInAgain(SalerClient anyone) {
            String token = anyone.logIn(email, PASSWORD).accessToken();
            return new SignedUp(userId, email, token, anyone.signedInWith(token));
        }
    }

    static SignedUp signUp(SalerClient anyone) {
        String email = "p-" + UUID.randomUUID() + "@example.org";
        String userId = anyone.register(email, PASSWORD, "Pat Example");
        anyone.verify(verificationToken(anyone, email));
        String accessToken = anyone.logIn(email, PASSWORD).accessToken();
        return new SignedUp(userId, email, accessToken, anyone.signedInWith(accessToken));
    }

    static String verificationToken(SalerClient anyone, String email) {
        List<Mail> mails =
                await().atMost(Duration.ofSeconds(30)).until(() -> anyone.mailTo(email), found -> !found.isEmpty());
        Matcher token = TOKEN.matcher(mails.getFirst().text());
        if (!token.find()) {
            throw new AssertionError("No token in: " + mails.getFirst().text());
        }
        return token.group(1);
    }

    record Store(SignedUp merchant, String storeId) {

        /** As {@link SignedUp#signedInAgain}. */
        Store signedInAgain(SalerClient anyone) {
            return new Store(merchant.signedInAgain(anyone), storeId);
        }

        /** Adds a product at 12.50 EUR with this stock and answers its id. */
        String product(String sku, int stock) {
            return product(sku, stock, "12.50");
        }

        /** Adds a product at this price in EUR with this stock and answers its id. */
        String product(String sku, int stock, String price) {
            var answer = merchant.client()
                    .send(Call.post(
                            "/products",
                            Map.of(
                                    "storeId",
                                    storeId,
                                    "sku",
                                    sku,
                                    "name",
                                    "Stoneware mug " + sku,
                                    "description",
                                    "A mug that keeps coffee warm",
                                    "price",
                                    Map.of("amount", price, "currency", "EUR"),
                                    "category",
                                    "Ceramics",
                                    "tags",
                                    List.of("kitchen"),
                                    "attributes",
                                    Map.of("colour", "blue"),
                                    "stock",
                                    stock,
                                    "lowStockThreshold",
                                    1)));
            if (answer.status() != 201) {
                throw new AssertionError(answer.toString());
            }
            return answer.body().path("productId").asString();
        }
    }

    static Store openStore(SalerClient anyone) {
        SignedUp merchant = signUp(anyone);
        return new Store(
                merchant,
                merchant.client()
                        .openStore("Kiln & Cup", "EUR", UUID.randomUUID().toString()));
    }

    static Map<String, Object> order(String storeId, String productId, int quantity, String paymentMethod) {
        return Map.of(
                "storeId", storeId,
                "lines", List.of(Map.of("productId", productId, "quantity", quantity)),
                "paymentMethod", paymentMethod);
    }

    /** Places an order and answers its id. */
    static String place(SignedUp buyer, Map<String, Object> order) {
        var answer = buyer.client()
                .send(Call.post("/orders", order).once(UUID.randomUUID().toString()));
        if (answer.status() != 202) {
            throw new AssertionError(answer.toString());
        }
        return answer.body().path("orderId").asString();
    }

    /**
     * Waits until the order, which may not be readable yet, has this status. Any other answer, and any other end of the
     * order, is an error at once.
     */
    static void awaitStatus(SignedUp buyer, String orderId, String status) {
        awaitStatus(buyer, orderId, status, Set.of(200, 404));
    }

    /** The store of somebody who signs in as soon as what that needs is there again. */
    static Store signedInAfterOutage(Store store, SalerClient anyone) {
        return await("signing in")
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(200))
                .ignoreExceptionsMatching(away -> away instanceof SalerProblem || away instanceof Unreachable)
                .until(() -> store.signedInAgain(anyone), again -> true);
    }

    /** As {@link #awaitStatus}, while Saler finds its way back from an outage that the test has caused. */
    static void awaitStatusAfterOutage(SignedUp buyer, String orderId, String status) {
        awaitStatus(buyer, orderId, status, Set.of(200, 404, 503));
    }

    private static void awaitStatus(SignedUp buyer, String orderId, String status, Set<Integer> answers) {
        await("order " + orderId + " " + status)
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> {
                    Answer answer = buyer.client().send(Call.get("/orders/" + orderId));
                    assertThat(answer.status()).as(answer.body().toString()).isIn(answers);
                    if (answer.status() != 200) {
                        return false;
                    }
                    String seen = answer.body().path("status").asString();
                    assertThat(seen).as(answer.body().toString()).isIn("PLACED", status);
                    return seen.equals(status);
                });
    }
}
