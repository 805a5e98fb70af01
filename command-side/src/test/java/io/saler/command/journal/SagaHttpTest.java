package io.saler.command.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.saler.command.CommandSideTest;
import io.saler.identity.EmailAddress;
import io.saler.journal.SagaId;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;
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
        assertThat(sagas.retries).contains("ADMIN The books agree again");
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
        int before = sagas.retries.size();

        assertThat(retry(sagas.stuck, REASON, somebodysToken()).statusCode()).isEqualTo(403);
        assertThat(post("/admin/sagas/%s/retry".formatted(sagas.stuck), REASON).statusCode())
                .isEqualTo(401);
        assertThat(sagas.retries).hasSize(before);
    }

    private HttpResponse<String> retry(SagaId saga, String body, String token) {
        return post("/admin/sagas/%s/retry".formatted(saga), body, bearer(token));
    }

    private String administratorsToken() throws IOException {
        String password = Files.readString(DATA.resolve("admin-password")).strip();
        return json(login(new EmailAddress("admin@localhost"), password), 200)
                .path("accessToken")
                .asString();
    }
}
