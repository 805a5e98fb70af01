package io.saler.command.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import io.saler.command.CommandSideTest;
import io.saler.identity.EmailAddress;
import io.saler.identity.UserId;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class SessionHttpTest extends CommandSideTest {

    private static final String PASSWORD = "correct horse";

    private final EmailAddress email = someAddress();

    @Test
    void signingInWorksOnceTheAddressIsVerified() {
        register(email, PASSWORD);
        problem(login(email, PASSWORD), 403, "email-unverified");
        EmailAddress other = someAddress();
        somebody(other, PASSWORD);
        JsonNode pair = json(login(other, PASSWORD), 200);
        assertThat(pair.path("tokenType").asString()).isEqualTo("Bearer");
        assertThat(pair.path("expiresIn").asInt()).isEqualTo(900);
        assertThat(pair.path("refreshToken").asString()).isNotBlank();
    }

    @Test
    void anUnknownAddressAndAWrongPasswordGetTheSameAnswer() {
        somebody(email, PASSWORD);
        var wrong = login(email, PASSWORD + "!");
        var unknown = login(someAddress(), PASSWORD);
        problem(wrong, 401, "bad-credentials");
        problem(unknown, 401, "bad-credentials");
        assertThat(withoutRequestId(wrong)).isEqualTo(withoutRequestId(unknown));
        problem(login(email, "x".repeat(100_000)), 401, "bad-credentials");
        assertThat(wrong.headers().firstValue("WWW-Authenticate")).isPresent();
    }

    @Test
    void whoGuessesPasswordsIsSlowedWhetherTheAccountExistsOrNot() {
        somebody(email, PASSWORD);
        var nobody = new EmailAddress("nobody-" + email.value());
        for (EmailAddress address : List.of(email, nobody)) {
            int guesses = 0;
            var slowed = login(address, "a wrong guess");
            // One more is allowed every few seconds, so on a slow machine it takes more than ten.
            while (slowed.statusCode() == 401 && guesses < 100) {
                guesses++;
                slowed = login(address, "a wrong guess");
            }
            assertThat(guesses).isGreaterThanOrEqualTo(10);
            problem(slowed, 429, "too-many-requests");
            assertThat(slowed.headers().firstValue("Retry-After")).isPresent();
        }
    }

    @Test
    void whoKnowsThePasswordMaySignInAsOftenAsTheyLike() {
        somebody(email, PASSWORD);
        for (int round = 0; round < 12; round++) {
            json(login(email, PASSWORD), 200);
        }
    }

    @Test
    void anUnverifiedAddressIsToldOnlyToWhoKnowsThePassword() {
        register(email, PASSWORD);
        problem(login(email, PASSWORD + "!"), 401, "bad-credentials");
    }

    @Test
    void anAccessTokenCanBeCheckedWithThePublishedKey() throws Exception {
        UserId user = somebody(email, PASSWORD);
        var token = SignedJWT.parse(
                json(login(email, PASSWORD), 200).path("accessToken").asString());
        var answer = get("/.well-known/jwks.json");
        assertThat(answer.headers().firstValue("Cache-Control").orElseThrow()).contains("max-age=300");
        assertThat(answer.body()).doesNotContain("\"d\"");
        var key = JWKSet.parse(answer.body()).getKeyByKeyId(token.getHeader().getKeyID());
        assertThat(token.verify(new ECDSAVerifier(key.toECKey()))).isTrue();
        assertThat(token.getJWTClaimsSet().getSubject()).isEqualTo(user.toString());
        assertThat(token.getJWTClaimsSet().getStringListClaim("roles")).containsExactly("CUSTOMER");
        assertThat(token.getJWTClaimsSet().getStringClaim("sid")).hasSize(36);
    }

    @Test
    void anAccessTokenEndsAfterAQuarterOfAnHour() {
        somebody(email, PASSWORD);
        JsonNode pair = json(login(email, PASSWORD), 200);
        clock.forward(Duration.ofMinutes(14));
        problem(openStore(pair, "{}"), 400, "invalid-value");
        clock.forward(Duration.ofMinutes(2));
        problem(openStore(pair, "{}"), 401, "unauthenticated");
        json(refresh(pair), 200);
    }

    @Test
    void aRefreshTokenUsedTwiceEndsTheSessionForBoth() {
        somebody(email, PASSWORD);
        JsonNode first = json(login(email, PASSWORD), 200);
        JsonNode elsewhere = json(login(email, PASSWORD), 200);
        JsonNode second = json(refresh(first), 200);
        assertThat(second.path("refreshToken")).isNotEqualTo(first.path("refreshToken"));
        problem(refresh(first), 401, "session-invalid");
        problem(refresh(second), 401, "session-invalid");
        json(refresh(elsewhere), 200);
    }

    @Test
    void madeUpRefreshTokensAreRefused() {
        problem(post("/auth/refresh", "{\"refreshToken\": \"x\"}"), 401, "session-invalid");
        problem(
                post("/auth/refresh", "{\"refreshToken\": \"%s.%s\"}".formatted(Sessions.freshId(), Secrets.random())),
                401,
                "session-invalid");
    }

    @Test
    void loggingOutEndsThisSessionOnly() {
        somebody(email, PASSWORD);
        JsonNode here = json(login(email, PASSWORD), 200);
        JsonNode elsewhere = json(login(email, PASSWORD), 200);
        assertThat(post("/auth/logout", "", bearer(here.path("accessToken").asString()))
                        .statusCode())
                .isEqualTo(204);
        problem(refresh(here), 401, "session-invalid");
        json(refresh(elsewhere), 200);
        problem(post("/auth/logout", ""), 401, "unauthenticated");
    }

    @Test
    void aStaleTokenIsNoHindranceToSigningIn() {
        somebody(email, PASSWORD);
        json(
                post(
                        "/auth/login",
                        "{\"email\": \"%s\", \"password\": \"%s\"}".formatted(email, PASSWORD),
                        bearer("stale")),
                200);
    }

    @Test
    void withoutRedisSigningInStillWorksAndStayingSignedInWaits() {
        somebody(email, PASSWORD);
        JsonNode before = json(login(email, PASSWORD), 200);
        stopRedis();
        try {
            JsonNode without = json(login(email, PASSWORD), 200);
            assertThat(without.path("accessToken").asString()).isNotBlank();
            assertThat(without.has("refreshToken")).isTrue();
            assertThat(without.path("refreshToken").isNull()).isTrue();
            clock.forward(Duration.ofSeconds(2));
            var refused = refresh(before);
            problem(refused, 503, "unavailable");
            assertThat(refused.headers().firstValue("Retry-After")).isPresent();
            problem(openStore(without, "{}"), 400, "invalid-value");
        } finally {
            startRedis();
        }
        // A client is told to ask again in two seconds; it does so until the connection is back.
        var deadline = Instant.now().plusSeconds(20);
        JsonNode after;
        do {
            clock.forward(Duration.ofSeconds(2));
            after = json(login(email, PASSWORD), 200);
        } while (after.path("refreshToken").isNull() && Instant.now().isBefore(deadline));
        assertThat(after.path("refreshToken").isNull()).isFalse();
    }

    private HttpResponse<String> refresh(JsonNode pair) {
        return post("/auth/refresh", "{\"refreshToken\": %s}".formatted(pair.path("refreshToken")));
    }

    private HttpResponse<String> openStore(JsonNode pair, String body) {
        return post("/stores", body, bearer(pair.path("accessToken").asString()));
    }

    private static String withoutRequestId(HttpResponse<String> answer) {
        return answer.body().replaceAll("\"requestId\":\"[^\"]*\"", "");
    }
}
