package io.saler.command.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import io.micrometer.core.instrument.MeterRegistry;
import io.saler.command.CommandSideTest;
import io.saler.identity.EmailAddress;
import io.saler.identity.UserId;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.redis.core.RedisCallback;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import tools.jackson.databind.JsonNode;

class SessionHttpTest extends CommandSideTest {

    private static final String PASSWORD = "correct horse";

    @Autowired
    private StringRedisTemplate redis;

    @Autowired
    private MeterRegistry meters;

    @Autowired
    private Credentials credentials;

    @Autowired
    private Sessions sessions;

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
        problem(post("/auth/login", """
                        {"email": "%s", "password": "\\udc00\\ud800"}""".formatted(email)), 401, "bad-credentials");
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
        clock.forward(Sessions.RETRIED_WITHIN);
        problem(refresh(first), 401, "session-invalid");
        problem(refresh(second), 401, "session-invalid");
        json(refresh(elsewhere), 200);
    }

    @Test
    void whoLostTheAnswerGetsTheSameSuccessorOnceMore() {
        somebody(email, PASSWORD);
        JsonNode first = json(login(email, PASSWORD), 200);
        JsonNode lost = json(refresh(first), 200);
        JsonNode repeated = json(refresh(first), 200);
        assertThat(repeated.path("refreshToken")).isEqualTo(lost.path("refreshToken"));
        JsonNode third = json(refresh(repeated), 200);
        assertThat(third.path("refreshToken")).isNotEqualTo(lost.path("refreshToken"));
        json(refresh(third), 200);
    }

    @Test
    void aTokenWhoseSuccessorWasUsedIsNotRepeatedHoweverSoon() {
        somebody(email, PASSWORD);
        JsonNode first = json(login(email, PASSWORD), 200);
        JsonNode third = json(refresh(json(refresh(first), 200)), 200);
        problem(refresh(first), 401, "session-invalid");
        problem(refresh(third), 401, "session-invalid");
    }

    @Test
    void ofManyRefreshesAtOnceAllGetTheSameSuccessor() {
        somebody(email, PASSWORD);
        JsonNode first = json(login(email, PASSWORD), 200);
        List<CompletableFuture<HttpResponse<String>>> refreshes = Stream.generate(
                        () -> CompletableFuture.supplyAsync(() -> refresh(first), Thread::startVirtualThread))
                .limit(8)
                .toList();
        List<JsonNode> pairs = refreshes.stream()
                .map(CompletableFuture::join)
                .map(answer -> json(answer, 200))
                .toList();
        assertThat(pairs.stream().map(pair -> pair.path("refreshToken")).distinct())
                .hasSize(1);
        json(refresh(pairs.getFirst()), 200);
    }

    @Test
    void refreshTokensAreKeptAsHashesOnly() {
        UserId user = somebody(email, PASSWORD);
        JsonNode first = json(login(email, PASSWORD), 200);
        JsonNode second = json(refresh(first), 200);
        String kept = redis.opsForHash().entries("saler:sessions:" + user).toString();
        for (JsonNode pair : List.of(first, second)) {
            String secret =
                    RefreshToken.parse(pair.path("refreshToken").asString()).secret();
            assertThat(kept).doesNotContain(secret).contains(HexFormat.of().formatHex(Secrets.hash(secret)));
        }
    }

    @Test
    void aSessionEndsAfterThirtyDaysWithoutUse() {
        somebody(email, PASSWORD);
        JsonNode kept = json(login(email, PASSWORD), 200);
        clock.forward(Duration.ofDays(29));
        kept = json(refresh(kept), 200);
        clock.forward(Duration.ofDays(29));
        kept = json(refresh(kept), 200);
        clock.forward(Duration.ofDays(30));
        problem(refresh(kept), 401, "session-invalid");
    }

    @Test
    void somebodyHasTheFiftySessionsThatWereUsedLast() {
        UserId user = somebody(email, PASSWORD);
        var client = new Client("127.0.0.1", null);
        for (int number = 0; number < Sessions.MOST; number++) {
            sessions.open("session-" + number, user, 0, Sessions.RETRIED_WITHIN, client);
            clock.forward(Duration.ofSeconds(1));
        }
        json(login(email, PASSWORD), 200);
        assertThat(sessions.of(user, 0))
                .hasSize(Sessions.MOST)
                .extracting(Session::sessionId)
                .doesNotContain("session-0")
                .contains("session-1", "session-49");
    }

    @Test
    void aSessionOpenedWithAFormerPasswordCannotBeContinuedEvenIfRedisStillKnowsIt() {
        UserId user = somebody(email, PASSWORD);
        JsonNode pair = json(login(email, PASSWORD), 200);
        credentials.keep(user, credentials.of(user).orElseThrow().passwordHash());
        assertThat(sessions.of(user, 1)).isEmpty();
        problem(refresh(pair), 401, "session-invalid");
    }

    @Test
    void aHashWithOtherParametersIsReplacedAtTheNextSignIn() {
        UserId user = somebody(email, PASSWORD);
        JsonNode before = json(login(email, PASSWORD), 200);
        String weaker = new Argon2PasswordEncoder(16, 32, 1, 4096, 3).encode(PASSWORD);
        jdbi.useHandle(handle -> handle.execute(
                "update command.credential set password_hash = ? where user_id = ?", weaker, user.value()));
        problem(login(email, "a wrong guess"), 401, "bad-credentials");
        assertThat(credentials.of(user).orElseThrow().passwordHash()).isEqualTo(weaker);
        json(login(email, PASSWORD), 200);
        assertThat(credentials.of(user).orElseThrow().passwordHash()).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
        json(login(email, PASSWORD), 200);
        json(refresh(before), 200);
    }

    @Test
    void anUnknownAddressCostsAsMuchWorkAsAWrongPassword() {
        register(email, PASSWORD);
        EmailAddress verified = someAddress();
        somebody(verified, PASSWORD);
        for (EmailAddress address : List.of(email, verified, someAddress())) {
            long hashes = hashes();
            problem(login(address, "a wrong guess"), 401, "bad-credentials");
            assertThat(hashes() - hashes).isOne();
        }
        assertThat(get("/actuator/prometheus").body()).contains("saler_password_hash_seconds_count");
    }

    private long hashes() {
        return meters.get(Passwords.TIMER).timer().count();
    }

    @Test
    void whoGuessesElsewhereDoesNotLockTheOwnerOut() {
        somebody(email, PASSWORD);
        String guess = "{\"email\": \"%s\", \"password\": \"a wrong guess\"}".formatted(email);
        HttpResponse<String> slowed = postFrom("127.0.0.66", "/auth/login", guess);
        for (int guesses = 0; slowed.statusCode() == 401 && guesses < 100; guesses++) {
            slowed = postFrom("127.0.0.66", "/auth/login", guess);
        }
        problem(slowed, 429, "too-many-requests");
        String right = "{\"email\": \"%s\", \"password\": \"%s\"}".formatted(email, PASSWORD);
        problem(postFrom("127.0.0.66", "/auth/login", right), 429, "too-many-requests");
        json(postFrom("127.0.0.67", "/auth/login", right), 200);
        json(login(email, PASSWORD), 200);
        assertThat(postFrom(
                                "127.0.0.66",
                                "/auth/login",
                                guess.replace(email.value(), someAddress().value()))
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void anAccessTokenOutlivesItsSessionByAQuarterOfAnHourAtMost() {
        somebody(email, PASSWORD);
        JsonNode pair = json(login(email, PASSWORD), 200);
        String[] token = bearer(pair.path("accessToken").asString());
        assertThat(post("/auth/logout", "", token).statusCode()).isEqualTo(204);
        problem(refresh(pair), 401, "session-invalid");
        json(get("/auth/sessions", token), 200);
        clock.forward(AccessTokens.VALID_FOR.plusSeconds(6));
        problem(get("/auth/sessions", token), 401, "unauthenticated");
    }

    @Test
    void whenRedisHasLostItsDataPeopleStaySignedInUntilTheyWouldRefresh() {
        somebody(email, PASSWORD);
        JsonNode pair = json(login(email, PASSWORD), 200);
        redis.execute((RedisCallback<Void>) connection -> {
            connection.serverCommands().flushAll();
            return null;
        });
        problem(openStore(pair, "{}"), 400, "invalid-value");
        assertThat(json(get("/auth/sessions", bearer(pair.path("accessToken").asString())), 200)
                        .path("items"))
                .isEmpty();
        problem(refresh(pair), 401, "session-invalid");
        json(refresh(json(login(email, PASSWORD), 200)), 200);
    }

    @Test
    void madeUpRefreshTokensAreRefused() {
        problem(post("/auth/refresh", "{\"refreshToken\": \"x\"}"), 401, "session-invalid");
        problem(
                post(
                        "/auth/refresh",
                        "{\"refreshToken\": \"%s\"}"
                                .formatted(RefreshToken.first(UserId.random(), Sessions.freshId())
                                        .text())),
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
            problem(get("/auth/sessions", bearer(without.path("accessToken").asString())), 503, "unavailable");
        } finally {
            startRedis();
        }
        awaitSessions(email, PASSWORD);
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
