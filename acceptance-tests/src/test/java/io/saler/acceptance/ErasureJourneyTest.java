package io.saler.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.saler.acceptance.People.SignedUp;
import io.saler.acceptance.People.Store;
import io.saler.demo.client.Answer;
import io.saler.demo.client.Call;
import io.saler.demo.client.SalerClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Somebody who has bought something asks to be forgotten, and then there is no trace of who they were. */
@ResourceLock(value = SharedSaler.PROJECTIONS, mode = ResourceAccessMode.READ)
class ErasureJourneyTest {

    private static final Duration SOON = Duration.ofSeconds(60);

    private static SalerClient anyone;
    private static Store store;

    @BeforeAll
    static void openTheShop() {
        anyone = SharedSaler.get().client();
        store = People.openStore(anyone);
    }

    @Test
    void nothingTellsAnyMoreWhoSomebodyWasAndTheirOrdersStay() throws Exception {
        String mug = store.product("ERASED-MUG", 5);
        String name = "Zenobia " + UUID.randomUUID();
        SignedUp zenobia = signUp(name);
        String order = People.place(zenobia, People.order(store.storeId(), mug, 1, "pm_approve"));
        People.awaitStatus(zenobia, order, "CONFIRMED");
        await().atMost(SOON).until(() -> anyone.mailTo(zenobia.email()).size() == 2);
        await().atMost(SOON)
                .until(() -> zenobia.client()
                                .send(Call.get("/notifications"))
                                .body()
                                .path("items")
                                .size()
                        == 2);
        try (var traces = new Traces(SharedSaler.get())) {
            assertThat(traces.of(zenobia.email()))
                    .as("where their address has to be for this to prove anything")
                    .anyMatch(place -> place.endsWith("command.account"))
                    .anyMatch(place -> place.endsWith("query.person"))
                    .anyMatch(place -> place.endsWith("saga.contact"));

            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(traces.of(zenobia.userId()))
                            .as("where their id has to be for this to look at topics and keys at all")
                            .anyMatch(place -> place.startsWith("saler.identity "))
                            .anyMatch(place -> place.startsWith("Redis saler:sessions:")));

            assertThat(erase(zenobia, People.PASSWORD).status()).isEqualTo(204);

            refused(anyone, zenobia.email());
            await().atMost(SOON).untilAsserted(() -> {
                assertThat(traces.of(zenobia.email())).isEmpty();
                assertThat(traces.of(name)).isEmpty();
                assertThat(traces.sessionsOf(zenobia.userId())).isEmpty();
            });
        }
        for (String path : List.of("/users/me", "/orders", "/orders/" + order, "/notifications")) {
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(
                                    zenobia.client().send(Call.get(path)).status())
                            .as(path)
                            .isEqualTo(401));
        }
        assertThat(zenobia.client()
                        .send(Call.post("/orders", People.order(store.storeId(), mug, 1, "pm_approve")))
                        .status())
                .isEqualTo(401);
        SalerClient merchant = store.merchant().client();
        assertThat(merchant.send(Call.get("/orders/" + order))
                        .body()
                        .path("status")
                        .asString())
                .isEqualTo("CONFIRMED");
        Answer history = merchant.send(Call.get("/orders/" + order + "/history"));
        assertThat(history.body()
                        .path("items")
                        .path(0)
                        .path("actor")
                        .path("type")
                        .asString())
                .isEqualTo("ERASED");
        assertThat(history.body().toString()).doesNotContain(zenobia.email(), name);
    }

    @Test
    void theAddressCanBeRegisteredAgain() {
        SignedUp before = signUp("Pat Example");
        assertThat(erase(before, "something else").status()).isEqualTo(403);
        assertThat(erase(before, People.PASSWORD).status()).isEqualTo(204);

        // Not by the client's own method, whose key stands for one registration of an address.
        Answer after = anyone.send(Call.post(
                "/auth/register",
                Map.of("email", before.email(), "password", "another password 42", "name", "Pat Other")));

        assertThat(after.status()).isEqualTo(201);
        assertThat(after.body().path("userId").asString()).isNotEqualTo(before.userId());
        // The first mail's token went with the first account.
        await().atMost(SOON).until(() -> anyone.mailTo(before.email()).size() == 2);
        anyone.verify(People.verificationToken(anyone, before.email()));
        SalerClient again = anyone.signedInWith(
                anyone.logIn(before.email(), "another password 42").accessToken());
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(again.send(Call.get("/users/me"))
                                .body()
                                .path("name")
                                .asString(""))
                        .isEqualTo("Pat Other"));
    }

    @Test
    void anOrderUnderWayGoesOn() {
        String mug = store.product("SLOW-MUG", 5);
        SignedUp buyer = signUp("Pat Example");
        String order = People.place(buyer, People.order(store.storeId(), mug, 1, "pm_slow"));

        assertThat(erase(buyer, People.PASSWORD).status()).isEqualTo(204);

        SalerClient merchant = store.merchant().client();
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(merchant.send(Call.get("/orders/" + order))
                                .body()
                                .path("status")
                                .asString())
                        .isEqualTo("CONFIRMED"));
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(merchant.send(Call.get("/orders/" + order + "/history"))
                                .body()
                                .toString())
                        .contains("NotificationFailed", "recipient-erased"));
        assertThat(anyone.mailTo(buyer.email()))
                .as("mails that are not the one which verifies the address")
                .hasSize(1);
    }

    private static SignedUp signUp(String name) {
        String email = "p-" + UUID.randomUUID() + "@example.org";
        String userId = anyone.register(email, People.PASSWORD, name);
        anyone.verify(People.verificationToken(anyone, email));
        String token = anyone.logIn(email, People.PASSWORD).accessToken();
        return new SignedUp(userId, email, token, anyone.signedInWith(token));
    }

    private static Answer erase(SignedUp person, String password) {
        return person.client().send(Call.post("/users/me/erase", Map.of("password", password)));
    }

    private static void refused(SalerClient client, String email) {
        Answer answer = client.send(Call.post("/auth/login", Map.of("email", email, "password", People.PASSWORD)));
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.body().path("type").asString()).endsWith("bad-credentials");
    }
}
