package io.saler.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.saler.gateway.access.ApiKeySecret;
import io.saler.identity.Role;
import io.saler.identity.UserId;
import io.saler.order.OrderId;
import io.saler.order.OrderPlaced;
import io.saler.store.ApiKeyCreated;
import io.saler.store.ApiKeyId;
import io.saler.store.ApiKeyKind;
import io.saler.store.ApiKeyRevoked;
import io.saler.store.ApiKeyRolled;
import io.saler.store.ApiKeyUseId;
import io.saler.store.ApiKeyUsed;
import io.saler.store.Scope;
import io.saler.store.StoreId;
import io.saler.store.StoreOpened;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What keys read, and what their owners read of them. */
class KeyReadingTest extends ServedQuerySide {

    private final ApiKeySecret secret = ApiKeySecret.random(ApiKeyKind.SECRET);
    private final ApiKeyId key = ApiKeyId.random();
    private final StoreOpened other = Story.store(merchant);

    private ApiKeyCreated created(ApiKeySecret text, ApiKeyId id, Scope... scopes) {
        return new ApiKeyCreated(
                store.storeId(),
                id,
                "server",
                ApiKeyKind.SECRET,
                List.of(scopes),
                text.digest(),
                text.lastFour(),
                null);
    }

    private String keys() {
        return "/stores/" + store.storeId() + "/api-keys";
    }

    @Test
    void aKeyReadsItsStoresOrdersAndStockAndNobodyElses() {
        OrderPlaced placed = Story.order(customer, store.storeId(), shirt);
        var elsewhere = Story.product(other.storeId(), "HAT", "Hat", "5.00");
        OrderPlaced ofOther = Story.order(customer, other.storeId(), elsewhere);
        publish(store, other, shirt, elsewhere, Story.stock(shirt, 10), Story.stock(elsewhere, 10), placed, ofOther);
        publish(created(secret, key, Scope.ORDERS_READ, Scope.INVENTORY_READ));
        String token = secret.reveal();
        Awaitility.await()
                .untilAsserted(() -> assertThat(get("/orders/" + ofOther.orderId(), as(merchant))
                                .statusCode())
                        .isEqualTo(200));

        assertThat(get("/orders/" + placed.orderId(), token).statusCode()).isEqualTo(200);
        assertThat(get("/orders/" + placed.orderId() + "/history", token).statusCode())
                .isEqualTo(200);
        assertThat(json(get("/orders", token)).path("items").size()).isEqualTo(1);
        assertThat(json(get("/orders?storeId=" + other.storeId(), token))
                        .path("items")
                        .size())
                .isZero();
        assertThat(get("/inventory/" + shirt.productId(), token).statusCode()).isEqualTo(200);
        problem(get("/orders/" + ofOther.orderId(), token), 404, "order-unknown");
        problem(get("/orders/" + ofOther.orderId() + "/history", token), 404, "order-unknown");
        problem(get("/orders/" + OrderId.random(), token), 404, "order-unknown");
        problem(get("/inventory/" + elsewhere.productId(), token), 404, "product-unknown");
        problem(get("/users/me", token), 403, "api-key-not-allowed");
        problem(get("/notifications", token), 403, "api-key-not-allowed");
        problem(get(keys(), token), 403, "api-key-not-allowed");
        assertThat(get("/products/" + shirt.productId(), token).statusCode()).isEqualTo(200);
    }

    @Test
    void aScopeIsNeededForEach() {
        publish(store, created(secret, key, Scope.PRODUCTS_WRITE));
        problem(get("/orders", secret.reveal()), 403, "scope-missing");
        problem(get("/inventory/" + shirt.productId(), secret.reveal()), 403, "scope-missing");
    }

    @Test
    void aKeyThatWasMadeAMomentAgoIsWaitedFor() throws Exception {
        var asked = asking("/orders", secret.reveal());
        publish(store, created(secret, key, Scope.ORDERS_READ));
        assertThat(asked.get(10, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
    }

    @Test
    void aRevokedKeyStopsWorkingWhenItIsHeardOf() {
        publish(store, created(secret, key, Scope.ORDERS_READ));
        assertThat(get("/orders", secret.reveal()).statusCode()).isEqualTo(200);
        publish(new ApiKeyRevoked(store.storeId(), key));
        Awaitility.await().untilAsserted(() -> problem(get("/orders", secret.reveal()), 401, "api-key-invalid"));
        problem(get("/products", secret.reveal()), 401, "api-key-invalid");
    }

    @Test
    void aRolledKeyHasTwoSecretsUntilTheOldOneEndsWhichTheNextRollMayHasten() {
        ApiKeySecret next = ApiKeySecret.random(ApiKeyKind.SECRET);
        ApiKeySecret last = ApiKeySecret.random(ApiKeyKind.SECRET);
        publish(
                store,
                created(secret, key, Scope.ORDERS_READ),
                new ApiKeyRolled(
                        store.storeId(),
                        key,
                        next.digest(),
                        next.lastFour(),
                        secret.digest(),
                        Instant.now().plusSeconds(3600)));
        assertThat(get("/orders", next.reveal()).statusCode()).isEqualTo(200);
        assertThat(get("/orders", secret.reveal()).statusCode()).isEqualTo(200);
        publish(new ApiKeyRolled(store.storeId(), key, last.digest(), last.lastFour(), next.digest(), Instant.now()));
        assertThat(get("/orders", last.reveal()).statusCode()).isEqualTo(200);
        problem(get("/orders", next.reveal()), 401, "api-key-invalid");
        problem(get("/orders", secret.reveal()), 401, "api-key-invalid");
    }

    @Test
    void ownersReadTheirKeysWithoutTheSecrets() {
        ApiKeyId second = ApiKeyId.random();
        ApiKeySecret text = ApiKeySecret.random(ApiKeyKind.SECRET);
        LocalDate day = LocalDate.parse("2026-11-20");
        publish(
                store,
                created(secret, key, Scope.ORDERS_READ, Scope.PRODUCTS_WRITE),
                created(text, second, Scope.ORDERS_READ),
                new ApiKeyUsed(ApiKeyUseId.of(key, day), store.storeId(), key, day),
                new ApiKeyUsed(ApiKeyUseId.of(key, day.minusDays(1)), store.storeId(), key, day.minusDays(1)));
        Awaitility.await()
                .untilAsserted(() -> assertThat(json(get(keys(), as(merchant))).toString())
                        .contains("\"lastUsedOn\":\"2026-11-20\""));
        JsonNode page = json(get(keys() + "?limit=1", as(merchant)));
        JsonNode first = page.path("items").path(0);
        assertThat(first.path("keyId").asString()).isEqualTo(key.toString());
        assertThat(first.path("name").asString()).isEqualTo("server");
        assertThat(first.path("kind").asString()).isEqualTo("SECRET");
        assertThat(first.path("prefix").asString()).isEqualTo("sk_");
        assertThat(first.path("lastFour").asString()).isEqualTo(secret.lastFour());
        assertThat(first.path("scopes").toString()).isEqualTo("[\"orders:read\",\"products:write\"]");
        assertThat(first.has("createdAt")).isTrue();
        JsonNode rest = json(get(keys() + "?after=" + page.path("next").asString(), as(merchant)));
        assertThat(rest.path("items").size()).isEqualTo(1);
        assertThat(rest.path("items").path(0).has("lastUsedOn")).isFalse();
        String all = get(keys(), as(merchant)).body();
        assertThat(all)
                .doesNotContain(
                        secret.reveal(),
                        text.reveal(),
                        secret.digest().value(),
                        text.digest().value());
        assertThat(json(get(keys(), Tokens.of(UserId.random(), Role.ADMIN)))
                        .path("items")
                        .size())
                .isEqualTo(2);
        problem(get(keys(), as(stranger)), 404, "store-unknown");
        problem(get("/stores/" + StoreId.random() + "/api-keys", as(merchant)), 404, "store-unknown");
        assertThat(get(keys(), null).statusCode()).isEqualTo(401);
    }
}
