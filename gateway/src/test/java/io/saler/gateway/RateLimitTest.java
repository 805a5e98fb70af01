package io.saler.gateway;

import static io.saler.gateway.GatewayTest.bearer;
import static io.saler.gateway.LimitedNode.isRefused;
import static io.saler.gateway.LimitedNode.limits;
import static io.saler.gateway.LimitedNode.remaining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saler.gateway.limit.LoginAttempts;
import io.saler.gateway.limit.TooManyRequests;
import io.saler.identity.Role;
import io.saler.identity.UserId;
import io.saler.store.ApiKeyKind;
import io.saler.store.Scope;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Limits of two nodes that have one Redis. Every test has callers and addresses of its own. */
class RateLimitTest {

    private static final String[] LIMITS = {
        "saler.rate-limits.caller=4",
        "saler.rate-limits.address=5",
        "saler.rate-limits.register=2",
        "saler.rate-limits.login=3",
        "saler.rate-limits.failed-logins=4"
    };

    private static final String[] NO_TOKEN = {};

    private static RealRedis redis;
    private static LimitedNode one;
    private static LimitedNode other;

    @BeforeAll
    static void start() {
        redis = new RealRedis();
        one = LimitedNode.with(redis.port(), LIMITS);
        other = LimitedNode.with(redis.port(), LIMITS);
    }

    @AfterAll
    static void stop() {
        one.close();
        other.close();
        redis.close();
    }

    private static String[] signedIn() {
        return new String[] {"Authorization", bearer(Tokens.of(UserId.random(), Role.CUSTOMER))};
    }

    @Test
    void aCallerIsRefusedByAnyNodeWhereverTheyAre() {
        String[] caller = signedIn();
        for (int request = 1; request <= 4; request++) {
            var answer = (request % 2 == 0 ? one : other).get("/me", "203.0.113." + request, caller);
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            assertThat(remaining(answer, "caller")).isEqualTo(4 - request);
        }
        isRefused(one.get("/me", "203.0.113.10", caller), "caller");
        isRefused(other.get("/me", "203.0.113.11", caller), "caller");
        assertThat(one.get("/me", "203.0.113.10", signedIn()).statusCode()).isEqualTo(200);
    }

    @Test
    void everyKeyIsACallerOfItsOwn() {
        var keys = one.bean(TestKeys.Table.class);
        String[] busy = {"Authorization", bearer(keys.add(ApiKeyKind.SECRET, null, Scope.PRODUCTS_WRITE))};
        String[] idle = {"Authorization", bearer(keys.add(ApiKeyKind.SECRET, null, Scope.PRODUCTS_WRITE))};
        for (int request = 1; request <= 4; request++) {
            assertThat(one.get("/keyed", "203.0.113.2" + request, busy).statusCode())
                    .isEqualTo(200);
        }
        isRefused(one.get("/keyed", "203.0.113.29", busy), "caller");
        assertThat(remaining(one.get("/keyed", "203.0.113.29", idle), "caller")).isEqualTo(3);
    }

    @Test
    void anAddressIsRefusedByAnyNodeWhoeverIsThere() {
        for (int request = 1; request <= 5; request++) {
            var answer = (request % 2 == 0 ? one : other)
                    .get("/maybe", "198.51.100.1", request % 3 == 0 ? signedIn() : NO_TOKEN);
            assertThat(answer.statusCode()).isEqualTo(200);
        }
        isRefused(one.get("/maybe", "198.51.100.1"), "address");
        isRefused(other.get("/maybe", "198.51.100.1", signedIn()), "address");
        assertThat(one.get("/maybe", "198.51.100.2").statusCode()).isEqualTo(200);
    }

    @Test
    void simultaneousRequestsDoNotSlipThrough() {
        var answers = IntStream.range(0, 40)
                .mapToObj(request -> CompletableFuture.supplyAsync(
                        () -> (request % 2 == 0 ? one : other).get("/maybe", "198.51.100.3")))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();
        assertThat(answers).filteredOn(answer -> answer.statusCode() == 200).hasSize(5);
        assertThat(answers).filteredOn(answer -> answer.statusCode() == 429).hasSize(35);
    }

    @Test
    void oneCustomersNetworkIsOneAddress() {
        for (int request = 1; request <= 5; request++) {
            assertThat(one.get("/maybe", "2001:db8:1:2::" + request).statusCode())
                    .isEqualTo(200);
        }
        isRefused(one.get("/maybe", "2001:db8:1:2:ffff::1"), "address");
        assertThat(one.get("/maybe", "2001:db8:1:3::1").statusCode()).isEqualTo(200);
    }

    @Test
    void signingUpHasAStricterLimitInEverySpelling() {
        for (int request = 1; request <= 2; request++) {
            assertThat(remaining(one.post("/auth/register", "198.51.100.4"), "register"))
                    .isEqualTo(2 - request);
        }
        isRefused(other.post("/auth/register", "198.51.100.4"), "register");
        isRefused(one.post("/auth/%72egister", "198.51.100.4"), "register");
        isRefused(one.post("/auth/./register", "198.51.100.4"), "register");
        assertThat(limits(one.post("/auth/login", "198.51.100.40")))
                .containsExactly("\"address\";q=5;w=60, \"login\";q=3;w=60");
        assertThat(limits(one.get("/auth/register", "198.51.100.40"))).containsExactly("\"address\";q=5;w=60");
    }

    @Test
    void whoSignsInByAPageTooOftenIsToldOnIt() {
        String form = "/auth/dashboard/sign-in?to=%2Fadmin%2Fdashboard%2Fsagas";
        for (int request = 1; request <= 3; request++) {
            assertThat(failure(one.post(form, "198.51.100.41"))).isEqualTo("page-outdated");
        }
        assertThat(failure(other.post(form, "198.51.100.41"))).isEqualTo("too-many-requests");
        assertThat(one.get("/maybe", "198.51.100.41").statusCode()).isEqualTo(200);
        isRefused(one.get("/auth/dashboard/continue", "198.51.100.41", "HX-Request", "true"), "address");
    }

    private static String failure(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(303);
        String page = "/admin/dashboard/sign-in?to=%2Fadmin%2Fdashboard%2Fsagas&failure=";
        return answer.headers().firstValue("Location").orElseThrow().replace(page, "");
    }

    @Test
    void everyAnswerSaysWhatIsLeft() {
        String[] caller = signedIn();
        var found = one.get("/me", "198.51.100.50", caller);
        assertThat(found.statusCode()).isEqualTo(200);
        assertThat(limits(found)).containsExactly("\"address\";q=5;w=60, \"caller\";q=4;w=60");
        assertThat(found.headers().allValues("RateLimit")).containsExactly("\"address\";r=4;t=12, \"caller\";r=3;t=15");
        saysWhatIsLeft(one.get("/me", "198.51.100.51"), 401);
        saysWhatIsLeft(one.get("/me", "198.51.100.52", "Authorization", "Bearer nonsense"), 401);
        saysWhatIsLeft(one.get("/admin/thing", "198.51.100.53", caller), 403);
        saysWhatIsLeft(one.get("/nowhere", "198.51.100.54", caller), 404);
        saysWhatIsLeft(one.get("/throws/anything", "198.51.100.55"), 500);
    }

    private static void saysWhatIsLeft(HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(limits(answer)).containsExactly("\"address\";q=5;w=60");
        assertThat(answer.headers().allValues("RateLimit")).containsExactly("\"address\";r=4;t=12");
        assertThat(answer.headers().firstValue("Retry-After")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/actuator/health", "/actuator/prometheus", "/dev/mail"})
    void operationsAndDevelopmentAreNotCounted(String path) {
        for (int request = 0; request < 12; request++) {
            var answer = one.get(path, "198.51.100.6");
            assertThat(answer.statusCode()).isNotEqualTo(429);
            assertThat(answer.headers().firstValue("RateLimit")).isEmpty();
            assertThat(answer.headers().firstValue("RateLimit-Policy")).isEmpty();
        }
        assertThat(remaining(one.get("/maybe", "198.51.100.6"), "address")).isGreaterThanOrEqualTo(0);
    }

    @Test
    void whatIsInRedisExpires() {
        one.get("/me", "198.51.100.7", signedIn());
        one.bean(LoginAttempts.class).begin("expiring@example.com", "198.51.100.7");
        var lives = redis.ask(commands ->
                commands.keys("saler:limit:*").stream().map(commands::ttl).toList());
        assertThat(lives).hasSizeGreaterThanOrEqualTo(3).allMatch(seconds -> seconds >= 0 && seconds <= 71);
        int readable = redis.ask(commands -> commands.keys("*expiring*").size());
        assertThat(readable).isZero();
    }

    @Test
    void guessingAPasswordIsSlowedOnAllNodesAndTheOwnerElsewhereIsNotLockedOut() {
        LoginAttempts here = one.bean(LoginAttempts.class);
        LoginAttempts there = other.bean(LoginAttempts.class);
        for (int right = 0; right < 9; right++) {
            here.begin("anna@example.com", "198.51.100.8");
            there.succeeded("anna@example.com", "198.51.100.8");
        }
        for (int wrong = 0; wrong < 2; wrong++) {
            here.begin("anna@example.com", "198.51.100.8");
            there.begin(" ANNA@example.com", "198.51.100.8");
        }
        assertThatThrownBy(() -> here.begin("Anna@example.com", "198.51.100.8"))
                .isInstanceOfSatisfying(TooManyRequests.class, refused -> {
                    assertThat(refused.policy()).isEqualTo("failed-logins");
                    assertThat(refused.retryAfter()).isBetween(1L, 15L);
                });
        here.begin("anna@example.com", "198.51.100.9");
        here.begin("berta@example.com", "198.51.100.8");
    }

    @Test
    void bigQuotasAreKnownToOtherNodesButForAHundredth() {
        try (var first = LimitedNode.with(redis.port(), "saler.rate-limits.address=300");
                var second = LimitedNode.with(redis.port(), "saler.rate-limits.address=300")) {
            Instant start = Instant.now();
            for (int request = 0; request < 200; request++) {
                assertThat(first.get("/maybe", "198.51.100.10").statusCode()).isEqualTo(200);
            }
            long left = remaining(second.get("/maybe", "198.51.100.10"), "address");
            long refilled = 5 * (Duration.between(start, Instant.now()).toSeconds() + 1);
            assertThat(left).isBetween(99L, 99L + 3 + refilled);
        }
    }

    @Test
    void aScaleInTheEnvironmentMultipliesAllOfThem() {
        try (var node = LimitedNode.with(redis.port(), Map.of("SALER_RATE_LIMITS_SCALE", "2.5"))) {
            var answer = node.get("/me", "198.51.100.11", signedIn());
            assertThat(limits(answer)).containsExactly("\"address\";q=30000;w=60, \"caller\";q=15000;w=60");
            assertThat(limits(node.post("/auth/register", "198.51.100.11")))
                    .containsExactly("\"address\";q=30000;w=60, \"register\";q=300;w=60");
        }
    }
}
