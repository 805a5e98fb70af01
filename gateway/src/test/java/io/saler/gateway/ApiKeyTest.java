package io.saler.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.saler.gateway.access.ApiKeySecret;
import io.saler.identity.Role;
import io.saler.identity.UserId;
import io.saler.store.ApiKeyKind;
import io.saler.store.Scope;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What keys are let do, and what not. */
class ApiKeyTest extends GatewayTest {

    @Autowired
    private TestKeys.Table keys;

    @AfterEach
    void theTableIsBack() {
        keys.away = false;
    }

    private String secret(Scope... scopes) {
        return keys.add(ApiKeyKind.SECRET, null, scopes);
    }

    @Test
    void aKeyIsACallerOfItsOwn() {
        var answer = get("/keyed", "Authorization", bearer(secret(Scope.PRODUCTS_WRITE)));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).startsWith("API_KEY:");
        assertThat(answer.headers().firstValue("RateLimit-Policy").orElseThrow())
                .contains("\"caller\"");
        var person = get("/keyed", "Authorization", bearer(Tokens.of(UserId.random(), Role.CUSTOMER)));
        assertThat(person.body()).startsWith("CUSTOMER:");
        problem(get("/keyed"), 401, "unauthenticated");
    }

    @Test
    void aKeyThatDoesNotWorkIsRefusedWhereverItIsSent() {
        String good = secret(Scope.PRODUCTS_WRITE);
        String mistyped = good.substring(0, 10) + (good.charAt(10) == 'x' ? 'y' : 'x') + good.substring(11);
        String expired = keys.add(ApiKeyKind.SECRET, Instant.now().minusSeconds(1), Scope.PRODUCTS_WRITE);
        String unknown = ApiKeySecret.random(ApiKeyKind.SECRET).reveal();
        for (String key : List.of(mistyped, expired, unknown, "sk_", "pk_x", "sk_" + "x".repeat(5_000))) {
            for (String path : List.of("/keyed", "/maybe", "/me", "/nowhere")) {
                var answer = get(path, "Authorization", bearer(key));
                problem(answer, 401, "api-key-invalid");
                assertThat(answer.headers().firstValue("WWW-Authenticate")).isPresent();
                assertThat(answer.body()).doesNotContain(key);
            }
        }
    }

    @Test
    void whatAKeyLacksIsNamed() {
        var answer = get("/keyed", "Authorization", bearer(secret(Scope.ORDERS_READ)));
        assertThat(problem(answer, 403, "scope-missing").path("scope").asString())
                .isEqualTo("products:write");
        assertThat(answer.headers().firstValue("WWW-Authenticate"))
                .hasValue("Bearer error=\"insufficient_scope\", scope=\"products:write\"");
    }

    @Test
    void whatIsForPeopleIsForNoKey() {
        String all = bearer(secret(Scope.ALL.toArray(Scope[]::new)));
        problem(get("/me", "Authorization", all), 403, "api-key-not-allowed");
        problem(get("/admin/thing", "Authorization", all), 403, "api-key-not-allowed");
        problem(get("/keyed/people", "Authorization", all), 403, "api-key-not-allowed");
        problem(get("/forgotten", "Authorization", all), 403, "forbidden");
        problem(get("/nowhere", "Authorization", all), 404, "not-found");
        assertThat(get("/maybe", "Authorization", all).body()).contains("false");
    }

    @Test
    void aPublishableKeyTracksAndDoesNothingElse() {
        String key = bearer(keys.add(ApiKeyKind.PUBLISHABLE, null, Scope.ANALYTICS_TRACK));
        var tracked = post("/keyed/tracking", "{}", "Authorization", key);
        assertThat(tracked.statusCode()).as(tracked.body()).isEqualTo(200);
        problem(get("/keyed", "Authorization", key), 403, "scope-missing");
        problem(get("/me", "Authorization", key), 403, "api-key-not-allowed");
    }

    @Test
    void whileKeysCannotBeLookedUpNothingIsSaidAboutThem() {
        String key = secret(Scope.PRODUCTS_WRITE);
        keys.away = true;
        problem(get("/keyed", "Authorization", bearer(key)), 503, "unavailable");
        assertThat(get("/me", "Authorization", bearer(Tokens.of(UserId.random())))
                        .statusCode())
                .isEqualTo(200);
        keys.away = false;
        assertThat(get("/keyed", "Authorization", bearer(key)).statusCode()).isEqualTo(200);
    }

    @Test
    void aKeyIsTheActorOfWhatItCauses() throws InterruptedException {
        TestCommands.SEEN.clear();
        var answer = post("/keyed/commands", "{}", "Authorization", bearer(secret(Scope.PRODUCTS_WRITE)));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        var seen = TestCommands.next();
        assertThat(seen).containsEntry("via", "api-key").containsEntry("network", "127.0.0.0/24");
        assertThat((String) seen.get("actor")).startsWith("API_KEY:");
    }

    @Test
    void scopesAreDescribed() {
        var paths = JSON.readTree(get("/openapi.json").body()).path("paths");
        assertThat(paths.path("/keyed").path("get").path("security").toString())
                .contains("{\"apiKey\":[\"products:write\"]}", "accessToken");
        assertThat(paths.path("/me").path("get").path("security").toString()).doesNotContain("apiKey");
    }
}
