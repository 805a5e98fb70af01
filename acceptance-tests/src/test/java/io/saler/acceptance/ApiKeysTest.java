package io.saler.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.saler.acceptance.People.Store;
import io.saler.demo.client.Answer;
import io.saler.demo.client.Call;
import io.saler.demo.client.SalerClient;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A merchant's server at work with its key, on whichever side it asks. */
class ApiKeysTest {

    @Test
    void aKeyWorksOnBothSidesUntilItIsRevoked() {
        SalerClient anyone = SharedSaler.get().client();
        Store store = People.openStore(anyone);
        SalerClient owner = store.merchant().client();
        String keys = "/stores/" + store.storeId() + "/api-keys";
        var body = Map.of(
                "name",
                "server",
                "kind",
                "SECRET",
                "scopes",
                List.of("products:write", "inventory:read", "inventory:write", "orders:read"));
        Answer created = owner.send(Call.post(keys, body));
        assertThat(created.status()).as(created.toString()).isEqualTo(201);
        SalerClient server = anyone.signedInWith(created.body().path("key").asString());
        String product = store.product("KEYED-MUG", 5);

        Answer adjusted = server.send(
                Call.put("/inventory/update", Map.of("productId", product, "change", 3, "reason", "delivery")));
        assertThat(adjusted.status()).as(adjusted.toString()).isEqualTo(200);
        await().untilAsserted(() -> assertThat(server.send(Call.get("/inventory/" + product))
                        .body()
                        .path("onHand")
                        .asInt())
                .isEqualTo(8));
        assertThat(server.send(Call.get("/orders")).status()).isEqualTo(200);
        assertThat(server.send(Call.get("/users/me")).status()).isEqualTo(403);
        await().untilAsserted(() -> assertThat(
                        owner.send(Call.get(keys)).body().path("items").path(0).has("lastUsedOn"))
                .isTrue());

        String key = keys + "/" + created.body().path("keyId").asString();
        assertThat(owner.send(new Call("DELETE", key, null, Map.of())).status()).isEqualTo(204);
        assertThat(server.send(Call.put(
                                "/inventory/update", Map.of("productId", product, "change", 1, "reason", "too late")))
                        .status())
                .isEqualTo(401);
        await().untilAsserted(() ->
                assertThat(server.send(Call.get("/orders")).status()).isEqualTo(401));
    }
}
