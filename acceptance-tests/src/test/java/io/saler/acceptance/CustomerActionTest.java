package io.saler.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.saler.acceptance.People.SignedUp;
import io.saler.acceptance.People.Store;
import io.saler.demo.client.Call;
import io.saler.demo.client.SalerClient;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A payment that waits for its customer, as the simulated gateway has it. */
class CustomerActionTest {

    private static SalerClient anyone;
    private static Store store;
    private static SignedUp buyer;

    @BeforeAll
    static void openTheShop() {
        anyone = SharedSaler.get().client();
        store = People.openStore(anyone);
        buyer = People.signUp(anyone);
    }

    @Test
    void isMadeWhenTheCustomerHasFollowedTheLink() {
        String mug = store.product("ACTION-MUG", 3);
        String order = People.place(buyer, People.order(store.storeId(), mug, 1, "pm_requires_action"));
        String link = awaitOrder(order, "AWAITING_PAYMENT")
                .at("/payment/action/redirectUrl")
                .asString("");
        assertThat(link).startsWith(SharedSaler.get().url() + "/dev/gateway/payments/");

        assertThat(complete(link)).isEqualTo(204);

        JsonNode confirmed = awaitOrder(order, "CONFIRMED");
        assertThat(confirmed.at("/payment/status").asString()).isEqualTo("CAPTURED");
        assertThat(confirmed.at("/payment/action").isMissingNode()).isTrue();
        assertThat(complete(link)).isEqualTo(204);
    }

    @Test
    void isNotMadeWhereNothingWaits() {
        String mug = store.product("ACTION-BOWL", 3);
        String order = People.place(buyer, People.order(store.storeId(), mug, 1, "pm_decline"));
        String payment = awaitOrder(order, "REJECTED").at("/payment/paymentId").asString();

        var declined = anyone.send(completion(payment));
        RefusalsTest.assertProblem(declined, 409);
        assertThat(declined.body().path("type").asString()).endsWith("/payment-state");
        assertThat(declined.body().path("paymentStatus").asString()).isEqualTo("DECLINED");
        RefusalsTest.assertProblem(anyone.send(completion("00000000-0000-4000-8000-000000000000")), 404);
        RefusalsTest.assertProblem(anyone.send(completion("nothing")), 404);
    }

    private static int complete(String link) {
        return anyone.send(Call.post(URI.create(link).getPath(), Map.of())).status();
    }

    private static Call completion(String payment) {
        return Call.post("/dev/gateway/payments/" + payment + "/complete", Map.of());
    }

    private static JsonNode awaitOrder(String order, String status) {
        return await(order + " " + status)
                .atMost(Duration.ofSeconds(60))
                .until(
                        () -> buyer.client().send(Call.get("/orders/" + order)).body(),
                        seen -> seen.path("status").asString("").equals(status));
    }
}
