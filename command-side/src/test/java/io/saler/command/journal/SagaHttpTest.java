package io.saler.command.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.saler.command.CommandSideTest;
import io.saler.identity.EmailAddress;
import io.saler.journal.CancelSagas;
import io.saler.journal.CompensateSagas;
import io.saler.journal.SagaFilter;
import io.saler.journal.SagaId;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SagaHttpTest extends CommandSideTest {

    private static final String REASON = "{\"reason\": \" The books agree again \"}";

    @Autowired
    private SagasStandIn sagas;

    @Test
    void anAdministratorHasAStuckSagaTryAgain() throws IOException {
        HttpResponse<String> answer = retry(sagas.stuck, REASON, administratorsToken());

        assertThat(json(answer, 202).path("sagaId").asString()).isEqualTo(sagas.stuck.toString());
        assertThat(answer.headers().firstValue("Location")).contains("/admin/sagas/" + sagas.stuck);
        assertThat(sagas.acts).contains("retry ADMIN The books agree again");
    }

    @Test
    void whatMakesNoSenseIsRefused() throws IOException {
        String token = administratorsToken();

        problem(retry(sagas.ended, REASON, token), 409, "saga-ended");
        problem(retry(sagas.waiting, REASON, token), 409, "nothing-failed");
        problem(retry(SagaId.random(), REASON, token), 404, "saga-unknown");
        JsonNode ended =
                JsonMapper.shared().readTree(retry(sagas.ended, REASON, token).body());
        assertThat(ended.path("sagaStatus").asString()).isEqualTo("COMPLETED");
        assertThat(ended.path("status").asInt()).isEqualTo(409);
    }

    @Test
    void aReasonIsNeededAndFitsALine() throws IOException {
        String token = administratorsToken();

        blames(retry(sagas.stuck, "{}", token), "/reason");
        blames(retry(sagas.stuck, "{\"reason\": \"  \"}", token), "/reason");
        blames(retry(sagas.stuck, "{\"reason\": \"one\\ntwo\"}", token), "/reason");
        blames(retry(sagas.stuck, "{\"reason\": \"%s\"}".formatted("x".repeat(201)), token), "/reason");
        assertThat(post("/admin/sagas/not-an-id/retry", REASON, bearer(token)).statusCode())
                .isIn(400, 404);
    }

    @Test
    void nobodyElseMay() {
        int before = sagas.acts.size();

        assertThat(retry(sagas.stuck, REASON, somebodysToken()).statusCode()).isEqualTo(403);
        assertThat(post("/admin/sagas/%s/retry".formatted(sagas.stuck), REASON).statusCode())
                .isEqualTo(401);
        assertThat(sagas.acts).hasSize(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"compensate", "cancel"})
    void anAdministratorHasASagaGoBack(String action) throws IOException {
        String token = administratorsToken();
        HttpResponse<String> answer = act(sagas.stuck, action, REASON, token);

        assertThat(json(answer, 202).path("sagaId").asString()).isEqualTo(sagas.stuck.toString());
        assertThat(answer.headers().firstValue("Location")).contains("/admin/sagas/" + sagas.stuck);
        assertThat(sagas.acts).contains(action + " ADMIN The books agree again");
        problem(act(sagas.ended, action, REASON, token), 409, "saga-ended");
        problem(act(SagaId.random(), action, REASON, token), 404, "saga-unknown");
        blames(act(sagas.stuck, action, "{}", token), "/reason");
        blames(act(sagas.stuck, action, "{\"reason\": \"%s\"}".formatted("x".repeat(201)), token), "/reason");
        int before = sagas.acts.size();
        assertThat(act(sagas.stuck, action, REASON, somebodysToken()).statusCode())
                .isEqualTo(403);
        assertThat(sagas.acts).hasSize(before);
    }

    @Test
    void aNoteMayHaveSeveralLinesAndMustSaySomething() throws IOException {
        String token = administratorsToken();

        json(act(sagas.stuck, "notes", "{\"text\": \"They have called.\\nThe bank is slow.\"}", token), 202);

        assertThat(sagas.acts).contains("note ADMIN They have called.\nThe bank is slow.");
        problem(act(SagaId.random(), "notes", "{\"text\": \"Who?\"}", token), 404, "saga-unknown");
        blames(act(sagas.stuck, "notes", "{}", token), "/text");
        blames(act(sagas.stuck, "notes", "{\"text\": \" \"}", token), "/text");
        blames(act(sagas.stuck, "notes", "{\"text\": \"%s\"}".formatted("x".repeat(2001)), token), "/text");
        assertThat(act(sagas.stuck, "notes", "{\"text\": \"I\"}", somebodysToken())
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void anAdministratorActsOnAsManySagasAsTheyWereToldOf() throws IOException {
        String token = administratorsToken();
        String batch = """
                {
                    "filter": {
                        "type": "OrderSaga",
                        "startedBefore": "2026-11-26T12:00:00Z",
                        "association": {"key": "productId", "value": "7"},
                        "customer": "ada@example.org"
                    },
                    "expectedCount": %d,
                    "reason": "The bank is back"
                }""";

        for (String action : List.of("retry", "compensate")) {
            assertThat(json(batch(action, batch.formatted(4), token), 202)
                            .path("count")
                            .asInt())
                    .isEqualTo(3);
        }
        assertThat(json(batch("cancel", batch.formatted(3), token), 202)
                        .path("count")
                        .asInt())
                .isEqualTo(3);

        assertThat(sagas.batches)
                .filteredOn(CancelSagas.class::isInstance)
                .first()
                .isInstanceOfSatisfying(
                        CancelSagas.class,
                        cancelled -> assertThat(cancelled.filter())
                                .isEqualTo(new SagaFilter(
                                        null,
                                        "OrderSaga",
                                        null,
                                        null,
                                        Instant.parse("2026-11-26T12:00:00Z"),
                                        null,
                                        null,
                                        null,
                                        new SagaFilter.Association("productId", "7"),
                                        new EmailAddress("ada@example.org"))));
        assertThat(sagas.batches)
                .filteredOn(CompensateSagas.class::isInstance)
                .singleElement()
                .extracting("expectedCount", "reason")
                .containsExactly(4, "The bank is back");
        for (String action : List.of("retry", "compensate", "cancel")) {
            problem(batch(action, batch.formatted(2), token), 409, "selection-changed");
        }
    }

    @Test
    void aBatchSaysWhatAboutHowManyAndWhy() throws IOException {
        String token = administratorsToken();
        String whole = "{\"filter\": {%s}, \"expectedCount\": %s, \"reason\": \"Just so\"}";

        blames(batch("retry", "{\"expectedCount\": 1, \"reason\": \"Just so\"}", token), "/filter");
        blames(batch("retry", "{\"filter\": {}, \"reason\": \"Just so\"}", token), "/expectedCount");
        blames(batch("retry", "{\"filter\": {}, \"expectedCount\": 1}", token), "/reason");
        blames(batch("cancel", whole.formatted("", "0"), token), "/expectedCount");
        blames(batch("cancel", whole.formatted("", "10001"), token), "/expectedCount");
        blames(batch("cancel", whole.formatted("\"status\": \"SLEEPING\"", "1"), token), "/filter/status");
        blames(batch("cancel", whole.formatted("\"customer\": \"nobody\"", "1"), token), "/filter/customer");
        assertThat(batch("cancel", whole.formatted("\"startedAfter\": \"+99999-01-01T00:00:00Z\"", "1"), token)
                        .statusCode())
                .isEqualTo(400);
        assertThat(batch("cancel", whole.formatted("\"association\": {\"key\": \"orderId\"}", "1"), token)
                        .statusCode())
                .isEqualTo(400);
        int before = sagas.batches.size();
        for (String action : List.of("retry", "compensate", "cancel")) {
            assertThat(batch(action, whole.formatted("", "3"), somebodysToken()).statusCode())
                    .isEqualTo(403);
            assertThat(post("/admin/sagas/batch/" + action, whole.formatted("", "3"))
                            .statusCode())
                    .isEqualTo(401);
        }
        assertThat(sagas.batches).hasSize(before);
    }

    @Test
    void aBatchThatIsSentTwiceUnderOneKeyIsOne() throws IOException {
        String body = "{\"filter\": {}, \"expectedCount\": 3, \"reason\": \"Just so\"}";
        String token = administratorsToken();
        String[] headers = {
            "Authorization",
            "Bearer " + token,
            "Idempotency-Key",
            UUID.randomUUID().toString()
        };
        int before = sagas.batches.size();

        json(post("/admin/sagas/batch/retry", body, headers), 202);
        json(post("/admin/sagas/batch/retry", body, headers), 202);

        assertThat(sagas.batches).hasSize(before + 1);
    }

    private HttpResponse<String> act(SagaId saga, String action, String body, String token) {
        return post("/admin/sagas/%s/%s".formatted(saga, action), body, bearer(token));
    }

    private HttpResponse<String> batch(String action, String body, String token) {
        return post("/admin/sagas/batch/" + action, body, bearer(token));
    }

    private HttpResponse<String> retry(SagaId saga, String body, String token) {
        return post("/admin/sagas/%s/retry".formatted(saga), body, bearer(token));
    }
}
