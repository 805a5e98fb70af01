package io.saler.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.test.context.TestPropertySource;

/** What browsers may do with an answer, whatever it is. */
@TestPropertySource(properties = {"saler.rate-limits.login=1", "server.forward-headers-strategy=native"})
class SecurityHeadersTest extends GatewayTest {

    private static final List<String> ALWAYS = List.of(
            "Content-Security-Policy",
            "X-Content-Type-Options",
            "X-Frame-Options",
            "Referrer-Policy",
            "Cross-Origin-Resource-Policy",
            "Cross-Origin-Opener-Policy",
            "Permissions-Policy",
            "Cache-Control");

    @ParameterizedTest
    @CsvSource({
        "/maybe, 200",
        "/me, 401",
        "/no/such/path, 401",
        "/users/17, 404",
        "/throws/internal, 500",
        "/throws/timeout, 503",
        "/checked, 400",
        "/openapi.json, 200",
        "/actuator/health/liveness, 200"
    })
    void areOnEveryAnswer(String path, int status) {
        HttpResponse<String> answer = get(path);
        assertThat(answer.statusCode()).isEqualTo(status);
        carriesThemOnce(answer);
    }

    @Test
    void areOnARefusalForTheAddressToo() {
        post("/auth/login", "{}");
        HttpResponse<String> answer = post("/auth/login", "{}");
        problem(answer, 429, "too-many-requests");
        carriesThemOnce(answer);
    }

    @Test
    void nothingIsKeptUnlessSomebodySaysSo() {
        assertThat(get("/maybe").headers().firstValue("Cache-Control").orElseThrow())
                .contains("no-store");
    }

    @Test
    void onlyWhoCameBySecureTransportIsHeldToIt() {
        assertThat(get("/maybe").headers().firstValue("Strict-Transport-Security"))
                .isEmpty();
        assertThat(get("/maybe", "X-Forwarded-Proto", "https").headers().firstValue("Strict-Transport-Security"))
                .hasValue("max-age=31536000");
    }

    private static void carriesThemOnce(HttpResponse<String> answer) {
        for (String header : ALWAYS) {
            assertThat(answer.headers().allValues(header)).as(header).hasSize(1);
        }
    }
}
