package io.saler.command.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.SignedJWT;
import io.saler.command.CommandSideTest;
import io.saler.identity.EmailAddress;
import java.io.IOException;
import java.net.HttpCookie;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How browsers sign in to the dashboard, stay signed in, and sign out. */
class DashboardSessionHttpTest extends CommandSideTest {

    private static final String ADMINISTRATOR = "admin@localhost";
    private static final String PASSWORD = "correct horse";
    private static final String FORM_TOKEN = UUID.randomUUID().toString();

    private String password;

    @BeforeEach
    void readPassword() throws IOException {
        password = Files.readString(DATA.resolve("admin-password")).strip();
    }

    @Test
    void anAdministratorIsLedToThePageTheyWantedWithCookiesThatNoScriptAndNoOtherSiteCanUse() throws Exception {
        HttpResponse<String> answer = signIn(ADMINISTRATOR, password, "/admin/dashboard/sagas?status=STUCK");

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(location(answer)).isEqualTo("/admin/dashboard/sagas?status=STUCK");
        assertThat(cookies(answer))
                .hasSize(2)
                .allSatisfy(cookie -> assertThat(cookie)
                        .contains("; HttpOnly")
                        .contains("; SameSite=Strict")
                        .doesNotContain("; Secure"));
        assertThat(cookies(answer).getFirst())
                .startsWith("saler-access=")
                .contains("; Path=/admin/dashboard")
                .contains("; Max-Age=300");
        assertThat(cookies(answer).getLast())
                .startsWith("saler-session=")
                .contains("; Path=/auth/dashboard")
                .doesNotContain("Max-Age");
        var token = SignedJWT.parse(value(answer, "saler-access"));
        assertThat(token.getJWTClaimsSet().getStringListClaim("roles")).containsExactly("ADMIN");
        assertThat(token.getJWTClaimsSet().getExpirationTime())
                .isEqualTo(token.getJWTClaimsSet().getIssueTime().toInstant().plusSeconds(300));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "https://evil.example/admin/dashboard",
                "//evil.example",
                "/admin/dashboardx",
                "/admin/dashboard/../sagas",
                "/admin/dashboard/%2e%2e/%2e%2e/x",
                "/admin/dashboard/%2E./x",
                "/admin/dashboard\\evil",
                "/admin/dashboard/..%5cevil",
                "/admin/dashboard/%5Cevil",
                "/admin/dashboard/\nSet-Cookie: a=b",
                "/admin/dashboard/sign-in?to=x"
            })
    void nobodyIsLedAnywhereElse(String to) {
        assertThat(location(signIn(ADMINISTRATOR, password, to))).isEqualTo("/admin/dashboard");
    }

    @Test
    void whoIsNoAdministratorGetsNoCookieAndIsToldWhyInTheSameWayWhetherTheAddressIsKnown() {
        EmailAddress customer = someAddress();
        somebody(customer, PASSWORD);
        EmailAddress unverified = someAddress();
        register(unverified, PASSWORD);

        assertRefused(signIn(customer.value(), PASSWORD, ""), "forbidden");
        assertRefused(signIn(customer.value(), PASSWORD + "!", ""), "bad-credentials");
        assertRefused(signIn(someAddress().value(), PASSWORD, ""), "bad-credentials");
        assertRefused(signIn(ADMINISTRATOR, password + "!", ""), "bad-credentials");
        assertRefused(signIn(unverified.value(), PASSWORD, ""), "email-unverified");
        assertRefused(signIn("no address", PASSWORD, ""), "invalid-value");
    }

    @Test
    void whoGuessesIsSlowed() {
        String email = someAddress().value();
        int guesses = 0;
        var slowed = signIn(email, "a wrong guess", "");
        while (location(slowed).endsWith("bad-credentials") && guesses < 100) {
            guesses++;
            slowed = signIn(email, "a wrong guess", "");
        }
        assertThat(guesses).isGreaterThanOrEqualTo(10);
        assertRefused(slowed, "too-many-requests");
    }

    @Test
    void aFormOfAnotherSiteSignsNobodyInOrOut() {
        String form = form(ADMINISTRATOR, password, "");

        assertRefused(sendForm("/auth/dashboard/sign-in", form), "page-outdated");
        assertRefused(sendForm("/auth/dashboard/sign-in", form, "Cookie", "saler-form=" + FORM_TOKEN), "page-outdated");
        assertRefused(sendForm("/auth/dashboard/sign-in", form + "&_csrf=" + masked(FORM_TOKEN)), "page-outdated");
        String session = value(signIn(ADMINISTRATOR, password, ""), "saler-session");
        assertRefused(sendForm("/auth/dashboard/sign-out", "", "Cookie", "saler-session=" + session), "page-outdated");
        assertThat(goOn(session, "").statusCode()).isEqualTo(303);
    }

    /** A neighbour in the same domain can set a cookie, and so knows the token; the browser tells them from us. */
    @ParameterizedTest
    @ValueSource(strings = {"same-site", "cross-site", "made-up"})
    void aFormThatABrowserTellsFromOursSignsNobodyInOrOut(String from) {
        String form = form(ADMINISTRATOR, password, "") + "&_csrf=" + masked(FORM_TOKEN);
        String cookie = "saler-form=" + FORM_TOKEN;

        assertRefused(
                sendForm("/auth/dashboard/sign-in", form, "Cookie", cookie, "Sec-Fetch-Site", from), "page-outdated");
        for (String own : List.of("same-origin", "none")) {
            assertThat(cookies(sendForm("/auth/dashboard/sign-in", form, "Cookie", cookie, "Sec-Fetch-Site", own)))
                    .hasSize(2);
        }
    }

    @Test
    void aSessionGoesOnWithAnotherTokenAndLeadsBackToThePage() {
        String session = value(signIn(ADMINISTRATOR, password, ""), "saler-session");
        clock.forward(Duration.ofMinutes(20));

        HttpResponse<String> answer = goOn(session, "/admin/dashboard/sagas");

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(location(answer)).isEqualTo("/admin/dashboard/sagas");
        assertThat(value(answer, "saler-session")).isNotEqualTo(session);
        HttpResponse<String> byScript = goOn(value(answer, "saler-session"), "", "HX-Request", "true");
        assertThat(byScript.statusCode()).isEqualTo(204);
        assertThat(cookies(byScript)).hasSize(2);
    }

    /** A page asks every two minutes. */
    @Test
    void aLostAnswerDoesNotEndASessionBeforeThePageHasAskedTwiceMore() {
        String session = value(signIn(ADMINISTRATOR, password, ""), "saler-session");
        String lost = value(goOn(session, ""), "saler-session");
        clock.forward(Duration.ofMinutes(2));
        assertThat(value(goOn(session, ""), "saler-session")).isEqualTo(lost);
        clock.forward(Duration.ofMinutes(2));
        assertThat(value(goOn(session, ""), "saler-session")).isEqualTo(lost);
    }

    @Test
    void aTokenThatWasUsedLongBeforeOrWhoseSuccessorWasUsedEndsTheSession() {
        String session = value(signIn(ADMINISTRATOR, password, ""), "saler-session");
        String second = value(goOn(session, ""), "saler-session");
        clock.forward(Duration.ofMinutes(5));
        assertThat(location(goOn(session, ""))).startsWith("/admin/dashboard/sign-in");
        assertThat(location(goOn(second, ""))).startsWith("/admin/dashboard/sign-in");

        String other = value(signIn(ADMINISTRATOR, password, ""), "saler-session");
        String third = value(goOn(value(goOn(other, ""), "saler-session"), ""), "saler-session");
        assertThat(location(goOn(other, ""))).startsWith("/admin/dashboard/sign-in");
        assertThat(location(goOn(third, ""))).startsWith("/admin/dashboard/sign-in");
    }

    @Test
    void aSessionThatHasEndedLeadsToSignIn() {
        String session = value(signIn(ADMINISTRATOR, password, ""), "saler-session");
        String token = json(login(new EmailAddress(ADMINISTRATOR), password), 200)
                .path("accessToken")
                .asString();
        assertThat(send("DELETE", "/auth/sessions", "", bearer(token)).statusCode())
                .isEqualTo(204);

        for (String ended : List.of(session, "made-up")) {
            HttpResponse<String> answer = goOn(ended, "/admin/dashboard/sagas");
            assertThat(answer.statusCode()).isEqualTo(303);
            assertThat(location(answer)).isEqualTo("/admin/dashboard/sign-in?to=%2Fadmin%2Fdashboard%2Fsagas");
            assertThat(cookies(answer))
                    .hasSize(2)
                    .allSatisfy(cookie -> assertThat(cookie).contains("Max-Age=0"));
            HttpResponse<String> byScript = goOn(ended, "/admin/dashboard/sagas", "HX-Request", "true");
            assertThat(byScript.statusCode()).isEqualTo(401);
            assertThat(byScript.headers().firstValue("HX-Redirect").orElseThrow())
                    .startsWith("/admin/dashboard/sign-in");
        }
    }

    /** As links of other sites ask: the browser keeps its cookies to itself, and must not lose them. */
    @Test
    void whoAsksWithoutACookieIsLedToSignInAndNotSignedOut() {
        String path = "/auth/dashboard/continue?to=%2Fadmin%2Fdashboard%2Fsagas";

        HttpResponse<String> answer = get(path);

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(location(answer)).isEqualTo("/admin/dashboard/sign-in?to=%2Fadmin%2Fdashboard%2Fsagas");
        assertThat(cookies(answer)).isEmpty();
        HttpResponse<String> byScript = get(path, "HX-Request", "true");
        assertThat(byScript.statusCode()).isEqualTo(401);
        assertThat(cookies(byScript)).isEmpty();
    }

    @Test
    void anotherRolesSessionDoesNotOpenTheDashboard() {
        EmailAddress customer = someAddress();
        somebody(customer, PASSWORD);
        String refresh =
                json(login(customer, PASSWORD), 200).path("refreshToken").asString();

        assertThat(location(goOn(refresh, ""))).startsWith("/admin/dashboard/sign-in");
    }

    @Test
    void whoSignsOutIsSignedOut() {
        String session = value(signIn(ADMINISTRATOR, password, ""), "saler-session");

        HttpResponse<String> answer = sendForm(
                "/auth/dashboard/sign-out",
                "_csrf=" + masked(FORM_TOKEN),
                "Cookie",
                "saler-session=" + session + "; saler-form=" + FORM_TOKEN);

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(location(answer)).isEqualTo("/admin/dashboard/sign-in");
        assertThat(cookies(answer))
                .hasSize(2)
                .allSatisfy(cookie -> assertThat(cookie).contains("Max-Age=0"));
        assertThat(location(goOn(session, ""))).startsWith("/admin/dashboard/sign-in");
    }

    @Test
    void whileRedisIsAwayAnAdministratorSignsInForTheTimeOfOneToken() {
        String session = value(signIn(ADMINISTRATOR, password, ""), "saler-session");
        stopRedis();
        try {
            HttpResponse<String> signedIn = signIn(ADMINISTRATOR, password, "");
            assertThat(location(signedIn)).isEqualTo("/admin/dashboard");
            assertThat(cookies(signedIn))
                    .singleElement()
                    .satisfies(cookie -> assertThat(cookie).startsWith("saler-access="));
            HttpResponse<String> goingOn = goOn(session, "");
            assertRefused(goingOn, "unavailable");
            assertThat(goOn(session, "", "HX-Request", "true").statusCode()).isEqualTo(503);
        } finally {
            startRedis();
        }
        awaitSessions(new EmailAddress(ADMINISTRATOR), password);
    }

    private HttpResponse<String> signIn(String email, String secret, String to) {
        return sendForm(
                "/auth/dashboard/sign-in",
                form(email, secret, to) + "&_csrf=" + masked(FORM_TOKEN),
                "Cookie",
                "saler-form=" + FORM_TOKEN);
    }

    private HttpResponse<String> goOn(String session, String to, String... headers) {
        String path = "/auth/dashboard/continue?to=" + encoded(to);
        return headers.length == 0
                ? get(path, "Cookie", "saler-session=" + session)
                : get(path, "Cookie", "saler-session=" + session, headers[0], headers[1]);
    }

    private static String form(String email, String secret, String to) {
        return "email=%s&password=%s&to=%s".formatted(encoded(email), encoded(secret), encoded(to));
    }

    /** As pages write it into forms: the token of the cookie, masked with as many bytes, here of zero. */
    private static String masked(String token) {
        byte[] bytes = token.getBytes(StandardCharsets.UTF_8);
        byte[] masked = new byte[2 * bytes.length];
        System.arraycopy(bytes, 0, masked, bytes.length, bytes.length);
        return Base64.getUrlEncoder().encodeToString(masked);
    }

    private static void assertRefused(HttpResponse<String> answer, String failure) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(303);
        assertThat(location(answer)).startsWith("/admin/dashboard/sign-in?").endsWith("&failure=" + failure);
        assertThat(cookies(answer)).noneMatch(cookie -> cookie.startsWith("saler-access="));
    }

    private static String location(HttpResponse<String> answer) {
        return answer.headers().firstValue("Location").orElseThrow();
    }

    private static List<String> cookies(HttpResponse<String> answer) {
        return answer.headers().allValues("Set-Cookie").stream()
                .filter(cookie -> !cookie.startsWith("saler-form="))
                .toList();
    }

    private static String value(HttpResponse<String> answer, String name) {
        return cookies(answer).stream()
                .flatMap(cookie -> HttpCookie.parse(cookie).stream())
                .filter(cookie -> cookie.getName().equals(name))
                .findFirst()
                .orElseThrow()
                .getValue();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
