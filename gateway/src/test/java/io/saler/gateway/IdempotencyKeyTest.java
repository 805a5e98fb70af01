package io.saler.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.saler.gateway.request.IdempotencyKey;
import io.saler.identity.UserId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The name of a request, as it comes in a header. */
class IdempotencyKeyTest extends GatewayTest {

    @Test
    void isTakenFromItsHeaderWhereThereIsOne() {
        assertThat(get("/keyed").body()).isEqualTo("no key");
        String longest = "k".repeat(255);
        var answer = get("/keyed", "Idempotency-Key", longest);
        assertThat(answer.body()).isEqualTo(longest);
        assertThat(answer.headers().firstValue("Idempotency-Replayed")).hasValue("true");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 256})
    void whatIsNoKeyBlamesTheHeader(int length) {
        var problem = problem(get("/keyed", "Idempotency-Key", "k".repeat(length)), 400, "invalid-value");
        assertThat(problem.path("errors").path(0).path("header").asString()).isEqualTo("Idempotency-Key");
        assertThat(problem.path("detail").asString()).contains("1 to 255 characters");
    }

    @Test
    void aRefusalCanBeAReplayToo() {
        var answer = get("/keyed", "Idempotency-Key", "refused");
        problem(answer, 409, "email-taken");
        assertThat(answer.headers().firstValue("Idempotency-Replayed")).hasValue("true");
    }

    @Test
    void isDescribedAsText() {
        var parameters = JSON.readTree(get("/openapi.json").body())
                .path("paths")
                .path("/keyed")
                .path("get")
                .path("parameters");
        assertThat(parameters.size()).isOne();
        assertThat(parameters.path(0).path("name").asString()).isEqualTo("Idempotency-Key");
        assertThat(parameters.path(0).path("schema").path("type").asString()).isEqualTo("string");
        assertThat(parameters.path(0).path("schema").path("maxLength").asInt()).isEqualTo(255);
    }

    @Test
    void eachCallerHasKeysOfTheirOwn() {
        var key = new IdempotencyKey("monday");
        UserId ada = UserId.random();
        assertThat(key.idFor("order", ada)).isEqualTo(new IdempotencyKey("monday").idFor("order", ada));
        assertThat(key.idFor("order", ada)).isNotEqualTo(key.idFor("order", UserId.random()));
        assertThat(key.idFor("order", ada)).isNotEqualTo(key.idFor("store", ada));
    }
}
