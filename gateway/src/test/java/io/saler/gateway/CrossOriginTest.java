package io.saler.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.saler.identity.Role;
import io.saler.identity.UserId;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

/** Scripts of other sites. */
@TestPropertySource(
        properties = {
            "saler.cors.allowed-origins=https://shop.example.com,http://localhost:3000",
            "saler.rate-limits.login=1"
        })
class CrossOriginTest extends GatewayTest {

    private static final String SHOP = "https://shop.example.com";
    private static final String STRANGER = "https://evil.example.com";

    private HttpResponse<String> preflight(String path, String origin, String method) {
        return send(request(path)
                .method("OPTIONS", BodyPublishers.noBody())
                .headers(
                        "Origin",
                        origin,
                        "Access-Control-Request-Method",
                        method,
                        "Access-Control-Request-Headers",
                        "authorization, idempotency-key"));
    }

    @Test
    void mayBeAskedForBeforeAnybodyIsRecognised() {
        HttpResponse<String> answer = preflight("/me", SHOP, "PATCH");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).hasValue(SHOP);
        assertThat(answer.headers().firstValue("Access-Control-Allow-Methods").orElseThrow())
                .contains("GET", "POST", "PUT", "PATCH", "DELETE");
        assertThat(answer.headers().firstValue("Access-Control-Allow-Headers").orElseThrow())
                .contains("authorization", "idempotency-key");
        assertThat(answer.headers().firstValue("Access-Control-Max-Age")).hasValue("3600");
        assertThat(answer.headers().firstValue("Access-Control-Allow-Credentials"))
                .isEmpty();
    }

    @Test
    void ofAStrangersSiteMayNot() {
        HttpResponse<String> answer = preflight("/me", STRANGER, "GET");
        problem(answer, 403, "origin-not-allowed");
        assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
        problem(preflight("/me", "null", "GET"), 403, "origin-not-allowed");
        problem(preflight("/me", SHOP, "TRACE"), 403, "origin-not-allowed");
    }

    @Test
    void readWhatTheyNeed() {
        HttpResponse<String> answer =
                get("/me", "Origin", SHOP, "Authorization", bearer(Tokens.of(UserId.random(), Role.CUSTOMER)));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).hasValue(SHOP);
        assertThat(answer.headers().firstValue("Access-Control-Expose-Headers").orElseThrow())
                .contains(
                        "ETag",
                        "RateLimit",
                        "RateLimit-Policy",
                        "X-Request-Id",
                        "Location",
                        "Retry-After",
                        "Idempotency-Replayed");
        assertThat(answer.headers().allValues("Vary")).contains("Origin");
    }

    @Test
    void canReadRefusals() {
        assertThat(get("/me", "Origin", SHOP).headers().firstValue("Access-Control-Allow-Origin"))
                .hasValue(SHOP);
        post("/auth/login", "{}", "Origin", SHOP);
        HttpResponse<String> tooMany = post("/auth/login", "{}", "Origin", SHOP);
        problem(tooMany, 429, "too-many-requests");
        assertThat(tooMany.headers().firstValue("Access-Control-Allow-Origin")).hasValue(SHOP);
    }

    @Test
    void ofAStrangersSiteReadNothing() {
        HttpResponse<String> answer = get("/maybe", "Origin", STRANGER);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
        assertThat(answer.headers().allValues("Vary")).contains("Origin");
    }
}
