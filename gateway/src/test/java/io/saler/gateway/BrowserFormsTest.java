package io.saler.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

/** What the forms of a browser are answered before anybody looks into them. */
@TestPropertySource(properties = {"saler.rate-limits.login=100", "server.forward-headers-strategy=native"})
class BrowserFormsTest extends GatewayTest {

    private static final String SIGN_IN = "/auth/dashboard/sign-in";

    @Test
    void theirTokenIsInACookieThatNoNeighbourInTheDomainCanSetWhereThereIsHttps() {
        assertThat(formCookies(post(SIGN_IN, "{}", "X-Forwarded-Proto", "https")))
                .singleElement()
                .satisfies(cookie -> assertThat(cookie)
                        .startsWith("__Host-saler-form=")
                        .contains("; Path=/;")
                        .contains("; Secure")
                        .contains("; HttpOnly")
                        .contains("; SameSite=Strict")
                        .doesNotContain("Domain"));
        assertThat(formCookies(post(SIGN_IN, "{}")))
                .singleElement()
                .satisfies(cookie -> assertThat(cookie).startsWith("saler-form="));
    }

    /** Under the plain name anybody in the domain could have set it. */
    @Test
    void theCookieOfPlainHttpIsWorthNothingWhereThereIsHttps() {
        String[] byHttps = {"X-Forwarded-Proto", "https", "Cookie", "saler-form=known"};

        assertThat(formCookies(post(SIGN_IN, "{}", byHttps)))
                .singleElement()
                .satisfies(cookie -> assertThat(cookie).startsWith("__Host-saler-form="));
    }

    @Test
    void whoIsRefusedAtSignInStillKnowsWhereTheyWantedToGo() {
        assertThat(location(post(SIGN_IN + "?to=%2Fadmin%2Fdashboard%2Fsagas", "{}")))
                .isEqualTo("/admin/dashboard/sign-in?to=%2Fadmin%2Fdashboard%2Fsagas&failure=page-outdated");
        assertThat(location(post(SIGN_IN + "?to=https%3A%2F%2Fevil.example", "{}")))
                .isEqualTo("/admin/dashboard/sign-in?to=%2Fadmin%2Fdashboard&failure=page-outdated");
    }

    private static String location(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(303);
        return answer.headers().firstValue("Location").orElseThrow();
    }

    private static List<String> formCookies(HttpResponse<String> answer) {
        return answer.headers().allValues("Set-Cookie").stream()
                .filter(cookie -> cookie.contains("saler-form="))
                .toList();
    }
}
