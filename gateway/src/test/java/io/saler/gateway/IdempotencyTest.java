package io.saler.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.saler.identity.Role;
import io.saler.identity.UserId;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;

/** Requests that are sent again under the same key. */
@Import(Creations.class)
@TestPropertySource(properties = {"saler.idempotency.forget-every=100ms", "saler.idempotency.patience=200ms"})
class IdempotencyTest extends GatewayTest {

    private static final String TEA = "{\"name\": \"Tea\"}";

    @Autowired
    private Creations.Endpoints endpoints;

    @Autowired
    private Creations.LateClock clock;

    @Autowired
    private Jdbi jdbi;

    private final String key = UUID.randomUUID().toString();

    @BeforeEach
    void nothingIsThereYet() {
        endpoints.created.clear();
        endpoints.executions.set(0);
        endpoints.gate = new CountDownLatch(0);
    }

    private HttpResponse<String> create(String how) {
        return create(how, TEA);
    }

    private HttpResponse<String> create(String how, String body, String... headers) {
        String[] all = new String[headers.length + 2];
        all[0] = "Idempotency-Key";
        all[1] = key;
        System.arraycopy(headers, 0, all, 2, headers.length);
        return post("/creations/" + how, body, all);
    }

    /** Valid however far the clock is put forward here. */
    private static String somebodysToken() {
        String user = UserId.random().toString();
        return bearer(Tokens.signed(Tokens.KEY, user, Duration.ofDays(365), "saler", Role.CUSTOMER));
    }

    private static boolean isReplay(HttpResponse<String> answer) {
        return answer.headers().allValues("Idempotency-Replayed").equals(List.of("true"));
    }

    private static void isAnsweredAlike(HttpResponse<String> again, HttpResponse<String> first) {
        assertThat(again.statusCode()).isEqualTo(first.statusCode());
        assertThat(again.body()).isEqualTo(first.body());
        for (String name : List.of("Content-Type", "Content-Length", "Location", "ETag")) {
            assertThat(again.headers().allValues(name))
                    .isEqualTo(first.headers().allValues(name));
        }
        assertThat(isReplay(first)).isFalse();
        assertThat(isReplay(again)).isTrue();
    }

    @Test
    void theFirstAnswerIsGivenAgain() {
        var first = create("once");
        assertThat(first.statusCode()).isEqualTo(201);
        assertThat(first.headers().firstValue("ETag")).hasValue("\"1\"");
        assertThat(first.headers().firstValue("Location").orElseThrow()).startsWith("/creations/");
        isAnsweredAlike(create("once"), first);
        assertThat(endpoints.executions).hasValue(1);
    }

    @Test
    void aRefusalIsGivenAgainToo() {
        var first = create("refused");
        problem(first, 409, "email-taken");
        isAnsweredAlike(create("refused"), first);
        assertThat(endpoints.executions).hasValue(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"away", "broken", "busy", "raced"})
    void whatMayBeOtherwiseNextTimeIsCarriedOutAgainAsTheSameOperation(String how) {
        assertThat(create(how).statusCode()).isGreaterThanOrEqualTo(400);
        problem(create(how, "{\"name\": \"Coffee\"}"), 422, "idempotency-key-reused");
        var second = create(how);
        assertThat(second.statusCode()).isEqualTo(201);
        assertThat(endpoints.created).hasSize(1);
        isAnsweredAlike(create(how), second);
        assertThat(endpoints.executions).hasValue(2);
    }

    @Test
    void anotherRequestUnderTheKeyIsRefused() {
        create("once");
        problem(create("once", "{\"name\": \"Coffee\"}"), 422, "idempotency-key-reused");
        problem(create("elsewhere"), 422, "idempotency-key-reused");
        assertThat(endpoints.executions).hasValue(1);
    }

    @Test
    void aKeyIsItsCallersOwn() {
        String ada = somebodysToken();
        String grace = somebodysToken();
        var adas = create("once", TEA, "Authorization", ada);
        var graces = create("once", TEA, "Authorization", grace);
        var strangers = create("once", TEA);
        assertThat(List.of(adas.body(), graces.body(), strangers.body())).doesNotHaveDuplicates();
        assertThat(endpoints.created).hasSize(3);
        isAnsweredAlike(create("once", TEA, "Authorization", ada), adas);
    }

    @Test
    void whoeverComesWhileTheFirstIsAtWorkIsToldToComeAgain() {
        endpoints.gate = new CountDownLatch(1);
        var first = CompletableFuture.supplyAsync(() -> create("once"));
        await().until(() -> endpoints.executions.get() == 1);
        var second = create("once");
        problem(second, 409, "request-in-progress");
        assertThat(second.headers().firstValue("Retry-After")).isPresent();
        problem(create("once", "{\"name\": \"Coffee\"}"), 422, "idempotency-key-reused");
        endpoints.gate.countDown();
        isAnsweredAlike(create("once"), first.join());
        assertThat(endpoints.executions).hasValue(1);
    }

    @Test
    void ofManyAtOnceOneIsCarriedOut() {
        try (var threads = Executors.newFixedThreadPool(20)) {
            List<HttpResponse<String>> answers = IntStream.range(0, 20)
                    .mapToObj(each -> CompletableFuture.supplyAsync(() -> create("once"), threads))
                    .toList()
                    .stream()
                    .map(CompletableFuture::join)
                    .toList();
            assertThat(answers).allMatch(answer -> answer.statusCode() == 201 || answer.statusCode() == 409);
            assertThat(answers)
                    .filteredOn(answer -> answer.statusCode() == 201 && !isReplay(answer))
                    .hasSize(1);
        }
        assertThat(endpoints.executions).hasValue(1);
    }

    @Test
    void aDeadProcessLeavesItsOperationToTheNextRequest() {
        var lost = create("once");
        loseTheAnswer();
        problem(create("once"), 409, "request-in-progress");
        clock.ahead = clock.ahead.plusSeconds(61);
        problem(create("once", "{\"name\": \"Coffee\"}"), 422, "idempotency-key-reused");
        var found = create("once");
        assertThat(found.statusCode()).isEqualTo(201);
        assertThat(found.body()).isEqualTo(lost.body());
        assertThat(endpoints.executions).hasValue(2);
        assertThat(endpoints.created).hasSize(1);
        isAnsweredAlike(create("once"), found);
    }

    /** What the database looks like when a process dies right after the effect. */
    private void loseTheAnswer() {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        update gateway.idempotent_request
                        set status = null, headers = null, body = null, lease_until = :lease where status is not null""")
                .bind("lease", OffsetDateTime.now(clock).plusSeconds(60))
                .execute());
    }

    private int kept() {
        return jdbi.withHandle(handle -> handle.createQuery("select count(*) from gateway.idempotent_request")
                .mapTo(Integer.class)
                .one());
    }

    @Test
    void aKeyIsFreeAgainAfterADay() {
        var first = create("once");
        clock.ahead = clock.ahead.plus(Duration.ofHours(24)).minusMinutes(1);
        isAnsweredAlike(create("once"), first);
        assertThat(kept()).isPositive();
        clock.ahead = clock.ahead.plusMinutes(1);
        var anew = create("once", "{\"name\": \"Coffee\"}");
        assertThat(anew.statusCode()).isEqualTo(201);
        assertThat(isReplay(anew)).isFalse();
        assertThat(endpoints.created).hasSize(2);
        clock.ahead = clock.ahead.plus(Duration.ofHours(24));
        await().atMost(Duration.ofSeconds(20)).until(() -> kept() == 0);
    }

    @Test
    void keysAndBodiesAreNotWrittenDown() {
        create("once", "{\"password\": \"hunter2\"}");
        String rows = jdbi.withHandle(
                handle -> handle.createQuery("""
                        select string_agg(caller || encode(key_hash, 'escape') || encode(request_hash, 'escape'), ' ')
                        from gateway.idempotent_request""").mapTo(String.class).one());
        assertThat(rows).doesNotContain(key).doesNotContain("hunter2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "256"})
    void whatIsNoKeyBlamesTheHeader(String text) {
        String bad = text.equals("256") ? "k".repeat(256) : text;
        var problem = problem(post("/creations/once", TEA, "Idempotency-Key", bad), 400, "invalid-value");
        assertThat(problem.path("errors").path(0).path("header").asString()).isEqualTo("Idempotency-Key");
        assertThat(problem.path("detail").asString()).contains("1 to 255 characters");
        assertThat(endpoints.executions).hasValue(0);
    }

    @Test
    void anAnswerThatTellsASecretIsNotKept() {
        var first = post("/secrets/new", TEA, "Idempotency-Key", key);
        assertThat(first.body()).endsWith(" hunter2");
        var second = post("/secrets/new", TEA, "Idempotency-Key", key);
        assertThat(second.statusCode()).isEqualTo(201);
        assertThat(first.body()).isEqualTo(second.body() + " hunter2");
        problem(post("/secrets/new", "{}", "Idempotency-Key", key), 422, "idempotency-key-reused");
        String bodies = jdbi.withHandle(handle -> handle.createQuery(
                        "select coalesce(string_agg(encode(body, 'escape'), ' '), '') from gateway.idempotent_request")
                .mapTo(String.class)
                .one());
        assertThat(bodies).doesNotContain("hunter2");
    }

    @Test
    void aRefusalIsKeptWhereAnswersAreNot() {
        var first = post("/secrets/refused", TEA, "Idempotency-Key", key);
        problem(first, 409, "email-taken");
        isAnsweredAlike(post("/secrets/refused", TEA, "Idempotency-Key", key), first);
        assertThat(endpoints.executions).hasValue(1);
    }

    @Test
    void twoKeysAreNone() {
        problem(create("once", TEA, "Idempotency-Key", "another"), 400, "invalid-value");
    }

    @Test
    void theLongestKeyIsOne() {
        String longest = "k".repeat(255);
        var first = post("/creations/once", TEA, "Idempotency-Key", longest);
        isAnsweredAlike(post("/creations/once", TEA, "Idempotency-Key", longest), first);
    }

    @Test
    void aBodyThatIsTooLongIsRefusedAsEver() {
        problem(create("once", "{\"name\": \"" + "x".repeat(1 << 20) + "\"}"), 413, "content-too-large");
        assertThat(create("once").statusCode()).isEqualTo(201);
    }

    @Test
    void withoutAKeyEveryRequestIsAnother() {
        assertThat(post("/creations/once", TEA).body())
                .isNotEqualTo(post("/creations/once", TEA).body());
        assertThat(endpoints.created).hasSize(2);
    }

    @Test
    void elsewhereAKeyMeansNothing() {
        post("/uncounted", TEA, "Idempotency-Key", key);
        assertThat(post("/uncounted", TEA, "Idempotency-Key", key).body()).isEqualTo("2");
    }

    @Test
    void theHeaderIsDescribed() {
        var paths = JSON.readTree(get("/openapi.json").body()).path("paths");
        var parameter = paths.path("/creations/{how}")
                .path("post")
                .path("parameters")
                .valueStream()
                .filter(each -> each.path("in").asString().equals("header"))
                .findFirst()
                .orElseThrow();
        assertThat(parameter.path("name").asString()).isEqualTo("Idempotency-Key");
        assertThat(parameter.path("schema").path("type").asString()).isEqualTo("string");
        assertThat(parameter.path("schema").path("maxLength").asInt()).isEqualTo(255);
        assertThat(paths.path("/uncounted").path("post").path("parameters").size())
                .isZero();
    }
}
