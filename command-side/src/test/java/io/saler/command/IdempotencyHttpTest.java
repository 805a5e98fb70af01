package io.saler.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.saler.identity.EmailAddress;
import io.saler.order.OrderStatus;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Every endpoint that creates something, asked again under the same key. */
class IdempotencyHttpTest extends CommandSideTest {

    enum Creation {
        REGISTRATION("/auth/register", "UserRegistered"),
        STORE("/stores", "StoreOpened"),
        PRODUCT("/products", "ProductCreated"),
        ORDER("/orders", "OrderPlaced");

        private final String path;
        private final String event;

        Creation(String path, String event) {
            this.path = path;
            this.event = event;
        }
    }

    @Autowired
    private OrderReader reader;

    private final String key = UUID.randomUUID().toString();
    private final String mark = UUID.randomUUID().toString();
    private String token;
    private String store;
    private String product;

    @BeforeEach
    void sellSomething() {
        reader.decides(OrderStatus.CONFIRMED);
        token = somebodysToken();
        store = store(token);
        product = product(store, token);
    }

    private String body(Creation creation) {
        return switch (creation) {
            case REGISTRATION -> """
                {"email": "%s@example.org", "password": "correct horse", "name": "Ada"}""".formatted(mark);
            case STORE -> """
                {"name": "%s", "currency": "EUR"}""".formatted(mark);
            case PRODUCT -> """
                {"storeId": "%s", "sku": "%s", "name": "Tea", "category": "drinks", "stock": 5,
                 "price": {"amount": "3.50", "currency": "EUR"}}""".formatted(store, mark);
            case ORDER -> """
                {"storeId": "%s", "lines": [{"productId": "%s", "quantity": 2}], "paymentMethod": "pm_approve"}""".formatted(store, product);
        };
    }

    private HttpResponse<String> create(Creation creation) {
        return create(creation, token);
    }

    private HttpResponse<String> create(Creation creation, String asWhom) {
        return post(
                creation.path,
                body(creation),
                "Authorization",
                "Bearer " + asWhom,
                "Idempotency-Key",
                key,
                "Prefer",
                "wait=20");
    }

    private static boolean isReplay(HttpResponse<String> answer) {
        return answer.headers().allValues("Idempotency-Replayed").equals(List.of("true"));
    }

    private static void isAnsweredAlike(HttpResponse<String> again, HttpResponse<String> first) {
        assertThat(again.statusCode()).isEqualTo(first.statusCode());
        assertThat(again.body()).isEqualTo(first.body());
        for (String name : List.of("Content-Type", "Location", "ETag", "Preference-Applied")) {
            assertThat(again.headers().allValues(name))
                    .isEqualTo(first.headers().allValues(name));
        }
        assertThat(isReplay(first)).isFalse();
        assertThat(isReplay(again)).isTrue();
    }

    private int events(Creation creation) {
        return jdbi.withHandle(
                handle -> handle.createQuery("select count(*) from axon.domain_event where payloadType like :type")
                        .bind("type", "%." + creation.event)
                        .mapTo(Integer.class)
                        .one());
    }

    private void loseTheAnswer() {
        int lost = jdbi.withHandle(handle -> handle.createUpdate("""
                        update gateway.idempotent_request
                        set status = null, headers = null, body = null, lease_until = :lease
                        where created_at = (select max(created_at) from gateway.idempotent_request)""")
                .bind("lease", OffsetDateTime.now(clock).plusSeconds(60))
                .execute());
        assertThat(lost).isOne();
    }

    @ParameterizedTest
    @EnumSource
    void theFirstAnswerIsGivenAgain(Creation creation) {
        int before = events(creation);
        var first = create(creation);
        assertThat(first.statusCode()).as(first.body()).isEqualTo(201);
        isAnsweredAlike(create(creation), first);
        assertThat(events(creation)).isEqualTo(before + 1);
    }

    @ParameterizedTest
    @EnumSource
    void aCrashBetweenEffectAndAnswerLosesNothing(Creation creation) {
        int before = events(creation);
        var lost = create(creation);
        assertThat(lost.statusCode()).as(lost.body()).isEqualTo(201);
        loseTheAnswer();
        clock.forward(Duration.ofSeconds(61));
        var found = create(creation);
        assertThat(found.statusCode()).as(found.body()).isEqualTo(201);
        assertThat(created(found, creation)).isEqualTo(created(lost, creation));
        assertThat(found.headers().allValues("Location"))
                .isEqualTo(lost.headers().allValues("Location"));
        assertThat(events(creation)).isEqualTo(before + 1);
        isAnsweredAlike(create(creation), found);
    }

    private static String created(HttpResponse<String> answer, Creation creation) {
        String name = switch (creation) {
            case REGISTRATION -> "userId";
            case STORE -> "storeId";
            case PRODUCT -> "productId";
            case ORDER -> "orderId";
        };
        return json(answer, 201).path(name).asString();
    }

    @ParameterizedTest
    @EnumSource
    void ofManyAtOnceOneIsCarriedOut(Creation creation) {
        int before = events(creation);
        try (var threads = Executors.newFixedThreadPool(20)) {
            List<HttpResponse<String>> answers = IntStream.range(0, 20)
                    .mapToObj(each -> CompletableFuture.supplyAsync(() -> create(creation), threads))
                    .toList()
                    .stream()
                    .map(CompletableFuture::join)
                    .toList();
            assertThat(answers)
                    .allMatch(answer -> answer.statusCode() == 201
                            || (answer.statusCode() == 409 && answer.body().contains("request-in-progress")));
            assertThat(answers)
                    .filteredOn(answer -> answer.statusCode() == 201 && !isReplay(answer))
                    .hasSize(1);
        }
        assertThat(events(creation)).isEqualTo(before + 1);
    }

    @Test
    void anotherPathUnderTheKeyIsRefused() {
        create(Creation.STORE);
        problem(create(Creation.PRODUCT), 422, "idempotency-key-reused");
    }

    @Test
    void somebodyElsesProductIsStillThere() {
        json(create(Creation.PRODUCT), 201);
        var refused = post("/products", body(Creation.PRODUCT), bearer(token));
        problem(refused, 409, "sku-taken");
    }

    @Test
    void somebodyElsesAddressIsStillTaken() {
        json(create(Creation.REGISTRATION), 201);
        problem(register(new EmailAddress(mark + "@example.org"), "correct horse"), 409, "email-taken");
        json(login(new EmailAddress(mark + "@example.org"), "wrong horses"), 401);
    }

    @Test
    void aKeyIsItsCallersOwn() {
        var mine = json(create(Creation.STORE), 201);
        assertThat(json(create(Creation.STORE, somebodysToken()), 201)).isNotEqualTo(mine);
    }

    @Test
    void aKeyIsFreeAgainAfterADay() {
        json(create(Creation.REGISTRATION), 201);
        clock.forward(Duration.ofHours(24));
        var anew = create(Creation.REGISTRATION);
        problem(anew, 409, "email-taken");
        assertThat(isReplay(anew)).isFalse();
    }
}
