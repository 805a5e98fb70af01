package io.saler.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is thrown somewhere behind a request. */
class ThrownProblemsTest extends GatewayTest {

    @ParameterizedTest
    @CsvSource({
        "failure, 409, email-taken",
        "credentials, 401, bad-credentials",
        "command, 409, sku-taken",
        "query, 404, order-unknown",
        "outdated, 412, version-outdated",
        "value, 400, invalid-value",
        "raced, 409, concurrent-change",
        "status, 410, invalid-request",
        "internal, 500, internal-error",
        "error, 500, internal-error"
    })
    void aRefusalIsSaidByItsType(String what, int status, String type) {
        problem(get("/throws/" + what), status, type);
    }

    @Test
    void theFieldOfABadValueIsBlamedWhereverItWasFound() {
        blames(problem(get("/throws/value-at"), 400, "invalid-value"), "/lines/0", "A line is a line");
        var fromHandler = problem(get("/throws/value-in-command"), 400, "invalid-value");
        blames(fromHandler, "/stock", "Stock is a number");
        assertThat(fromHandler.has("field")).isFalse();
        assertThat(problem(get("/throws/value"), 400, "invalid-value").has("errors"))
                .isFalse();
    }

    @Test
    void furtherFactsAreMembersOfTheProblem() {
        assertThat(problem(get("/throws/command"), 409, "sku-taken").path("sku").asString())
                .isEqualTo("A-1");
    }

    @Test
    void aProblemNamesWhatWasAskedFor() {
        var problem = problem(get("/throws/failure?x=1"), 409, "email-taken");
        assertThat(problem.path("instance").asString()).isEqualTo("/throws/failure");
        assertThat(problem.path("title").asString()).isEqualTo("Email taken");
        assertThat(problem.has("errors")).isFalse();
    }

    @Test
    void notBeingRecognisedNamesTheScheme() {
        assertThat(get("/throws/credentials").headers().firstValue("WWW-Authenticate"))
                .hasValue("Bearer");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "no-database",
                "lost-database",
                "lost-commit",
                "lost-statement",
                "database-in-command",
                "shutdown-state",
                "connection-state",
                "axon-server",
                "axon-server-connection",
                "no-handler",
                "timeout",
                "redis"
            })
    void whatIsAwayMayBeAskedAgain(String what) {
        var answer = get("/throws/" + what);
        problem(answer, 503, "unavailable");
        assertThat(answer.headers().firstValue("Retry-After")).hasValue("2");
    }

    @Test
    void aBrokenIdInAPathIsNotFound() {
        problem(get("/users/17"), 404, "not-found");
        problem(get("/users/1-1-1-1-1"), 404, "not-found");
        assertThat(get("/users/6f5902ac-237c-4f3b-8d0e-2d0e7bd0e6a4").body())
                .isEqualTo("\"6f5902ac-237c-4f3b-8d0e-2d0e7bd0e6a4\"");
    }

    @ParameterizedTest
    @CsvSource({
        "/checked, size, missing",
        "/checked?size=x, size, whole number",
        "/checked?size=99999999999, size, whole number",
        "/checked?size=1, size, 3",
        "/checked?size=5&user=x, user, UUID",
        "/list?limit=0, limit, from 1 to 200",
        "/list?limit=201, limit, from 1 to 200",
        "/list?limit=1e1, limit, from 1 to 200",
        "/list?limit=, limit, from 1 to 200",
        "/list?after=x, after, cursor",
        "/list?after=IiI, after, cursor",
        "/list?after=bnVsbA, after, cursor"
    })
    void aBadParameterIsBlamed(String path, String parameter, String detail) {
        var error = problem(get(path), 400, "invalid-value").path("errors").path(0);
        assertThat(error.path("parameter").asString()).isEqualTo(parameter);
        assertThat(error.path("detail").asString()).contains(detail);
    }

    @Test
    void aBadHeaderIsBlamed() {
        var error = problem(get("/checked?size=5", "X-Thing", "abcd"), 400, "invalid-value")
                .path("errors")
                .path(0);
        assertThat(error.path("header").asString()).isEqualTo("X-Thing");
    }

    @Test
    void pagesLeadToTheNextAndTheLastSaysSo() {
        var first = JSON.readTree(get("/list").body());
        assertThat(first.path("items").size()).isEqualTo(50);
        var second = JSON.readTree(
                get("/list?limit=69&after=" + first.path("next").asString()).body());
        assertThat(second.path("items").path(0).asInt()).isEqualTo(50);
        var third = JSON.readTree(
                get("/list?limit=1&after=" + second.path("next").asString()).body());
        assertThat(third.path("items").path(0).asInt()).isEqualTo(119);
        assertThat(third.has("next")).isTrue();
        assertThat(third.path("next").isNull()).isTrue();
    }
}
