package io.saler.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.saler.acceptance.People.SignedUp;
import io.saler.acceptance.People.Store;
import io.saler.demo.client.Answer;
import io.saler.demo.client.Call;
import io.saler.demo.client.SalerClient;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever is sent, the answer is a problem that names what is wrong, and never the inside of Saler. */
class RefusalsTest {

    private static SalerClient anyone;
    private static Store store;
    private static SignedUp buyer;
    private static String product;

    @BeforeAll
    static void openTheShop() {
        anyone = SharedSaler.get().client();
        store = People.openStore(anyone);
        buyer = People.signUp(anyone);
        product = store.product("REFUSED-MUG", 5);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"storeId":                                                                           | 400 | malformed
            []                                                                                    | 400 |
            {"storeId":"STORE","lines":[],"paymentMethod":"pm_approve"}                           | 400 | /lines
            {"storeId":"STORE","paymentMethod":"pm_approve"}                                      | 400 | /lines
            {"storeId":"STORE","lines":[{"productId":"PRODUCT","quantity":-1}],"paymentMethod":"pm_approve"} | 400 | /lines/0/quantity
            {"storeId":"STORE","lines":[{"productId":"PRODUCT","quantity":99999999999999}],"paymentMethod":"pm_approve"} | 400 | /lines/0/quantity
            {"storeId":"STORE","lines":[{"productId":"PRODUCT","quantity":"2"}],"paymentMethod":"pm_approve"} | 400 | /lines/0/quantity
            {"storeId":"STORE","lines":[{"productId":"PRODUCT","quantity":1.5}],"paymentMethod":"pm_approve"} | 400 | /lines/0/quantity
            {"storeId":"STORE","lines":[{"productId":"nonsense","quantity":1}],"paymentMethod":"pm_approve"} | 400 | /lines/0/productId
            {"storeId":"STORE","lines":[{"productId":"PRODUCT","quantity":1}],"paymentMethod":"pm_approve","colour":"red"} | 400 | /colour
            {"storeId":"STORE","lines":[{"productId":"PRODUCT","quantity":1}],"paymentMethod":""}  | 400 | /paymentMethod
            {"storeId":"STORE","lines":[{"productId":"PRODUCT","quantity":1}],"paymentMethod":"pm_approve","expectedTotal":{"amount":"1.00","currency":"EUR"}} | 409 | total-changed
            {"storeId":"STORE","lines":[{"productId":"00000000-0000-4000-8000-000000000000","quantity":1}],"paymentMethod":"pm_approve"} | 409 | product-not-on-sale
            """)
    void aBadOrderIsRefused(String body, int status, String named) {
        Answer answer = buyer.client()
                .send(Call.post(
                        "/orders", body.replace("STORE", store.storeId()).replace("PRODUCT", product)));

        assertProblem(answer, status);
        if (named != null) {
            assertThat(answer.body().toString()).contains(named);
        }
    }

    @Test
    void unknownThingsAreNotFound() {
        String unknown = UUID.randomUUID().toString();

        for (String path : List.of(
                "/orders/" + unknown,
                "/orders/nonsense",
                "/orders/" + unknown + "/history",
                "/products/" + unknown,
                "/stores/" + unknown,
                "/inventory/" + unknown,
                "/no/such/path")) {
            assertProblem(buyer.client().send(Call.get(path)), 404);
        }
    }

    @Test
    void somebodyElsesThingsAreNotFound() {
        SignedUp stranger = People.signUp(anyone);
        String orderId = People.place(buyer, People.order(store.storeId(), product, 1, "pm_approve"));
        People.awaitStatus(buyer, orderId, "CONFIRMED");

        assertProblem(stranger.client().send(Call.get("/orders/" + orderId)), 404);
        assertProblem(stranger.client().send(Call.get("/orders/" + orderId + "/history")), 404);
        assertThat(store.merchant()
                        .client()
                        .send(Call.get("/orders/" + orderId))
                        .status())
                .isEqualTo(200);
        People.Store other = People.openStore(anyone);
        assertProblem(other.merchant().client().send(Call.get("/inventory/" + product)), 404);
        assertProblem(
                other.merchant()
                        .client()
                        .send(Call.put(
                                "/inventory/update", Map.of("productId", product, "change", 5, "reason", "mine now"))),
                404);
    }

    @Test
    void withoutATokenNothingPrivateIsAnswered() {
        for (String path : List.of("/orders", "/users/me", "/inventory/" + product, "/notifications")) {
            assertProblem(anyone.send(Call.get(path)), 401);
        }
        assertProblem(anyone.signedInWith("not.a.token").send(Call.get("/orders")), 401);
    }

    @Test
    void anAddressIsRegisteredOnceHoweverItIsWritten() {
        String email = "Twice-" + UUID.randomUUID() + "@example.org";
        anyone.register(email, People.PASSWORD, "First");

        Answer again = anyone.send(Call.post(
                "/auth/register",
                Map.of(
                        "email",
                        "  " + email.toUpperCase(java.util.Locale.ROOT) + " ",
                        "password",
                        People.PASSWORD,
                        "name",
                        "Second")));

        assertProblem(again, 409);
        assertThat(again.body().path("type").asString()).endsWith("email-taken");
    }

    @Test
    void aTokenVerifiesOnceAndAnUnverifiedAddressCannotLogIn() {
        String email = "late-" + UUID.randomUUID() + "@example.org";
        anyone.register(email, People.PASSWORD, "Late");
        var login = Call.post("/auth/login", Map.of("email", email, "password", People.PASSWORD));
        assertProblem(anyone.send(login), 403);
        String token = People.verificationToken(anyone, email);

        anyone.verify(token);

        assertThat(anyone.send(login).status()).isEqualTo(200);
        assertProblem(anyone.send(Call.post("/auth/verify", Map.of("token", token))), 400);
        Answer wrong = anyone.send(Call.post("/auth/login", Map.of("email", email, "password", "something else 1")));
        Answer unknown = anyone.send(
                Call.post("/auth/login", Map.of("email", "nobody@example.org", "password", "something else 1")));
        assertProblem(wrong, 401);
        assertThat(unknown.status()).isEqualTo(401);
        assertThat(unknown.body().path("type")).isEqualTo(wrong.body().path("type"));
    }

    @Test
    void aSkuIsTakenOncePerStore() {
        Answer again = store.merchant()
                .client()
                .send(Call.post(
                        "/products",
                        Map.of(
                                "storeId", store.storeId(),
                                "sku", "REFUSED-MUG",
                                "name", "Another",
                                "price", Map.of("amount", "1.00", "currency", "EUR"),
                                "category", "Ceramics")));

        assertProblem(again, 409);
        assertThat(again.body().path("type").asString()).endsWith("sku-taken");
    }

    @Test
    void aBodyBeyondTheLimitIsRefused() {
        assertProblem(buyer.client().send(Call.post("/orders", "{\"x\":\"" + "y".repeat(1_100_000) + "\"}")), 413);
    }

    @Test
    void stockIsNeverTakenBelowNothing() {
        assertProblem(
                store.merchant()
                        .client()
                        .send(Call.put(
                                "/inventory/update",
                                Map.of("productId", product, "change", -1_000, "reason", "mistake"))),
                409);
    }

    static void assertProblem(Answer answer, int status) {
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(status);
        assertThat(answer.header("Content-Type").orElse("")).startsWith("application/problem+json");
        assertThat(answer.body().path("type").asString("")).isNotEmpty();
        assertThat(answer.body().toString()).doesNotContain("Exception", "io.saler", "at java.", "tools.jackson");
    }
}
