package io.saler.command.projection;

import static org.assertj.core.api.Assertions.assertThat;

import io.saler.command.CommandSideTest;
import io.saler.projection.AcceptRebuild;
import io.saler.projection.CancelRebuild;
import io.saler.projection.DiscardDeadLetter;
import io.saler.projection.DropPrevious;
import io.saler.projection.MergeProjection;
import io.saler.projection.PauseProjection;
import io.saler.projection.RebuildProjection;
import io.saler.projection.ResumeProjection;
import io.saler.projection.RetryDeadLetter;
import io.saler.projection.RetryDeadLetters;
import io.saler.projection.RollBackProjection;
import io.saler.projection.SplitProjection;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** What administrators ask of the query side. */
class ProjectionHttpTest extends CommandSideTest {

    private static final String REASON = "{\"reason\": \" The disk is full \"}";
    private static final String WHY = "The disk is full";
    private static final List<String> ACTS = List.of(
            "pause",
            "resume",
            "split",
            "merge",
            "rebuild",
            "rebuild/cancel",
            "rebuild/accept",
            "rollback",
            "drop-previous");

    @Autowired
    private QuerySideStandIn querySide;

    @BeforeEach
    void listen() {
        querySide.heard.clear();
    }

    @Test
    void whatIsAskedForArrives() throws IOException {
        String token = administratorsToken();
        for (String act : ACTS) {
            HttpResponse<String> answer = act("orders", act, REASON, token);
            assertThat(json(answer, 202).path("name").asString()).isEqualTo("orders");
        }
        HttpResponse<String> emptied =
                act("orders", "rebuild", "{\"reason\": \"The disk is full\", \"emptyFirst\": true}", token);

        act("orders", "rebuild", "{\"reason\": \"The disk is full\", \"evenIfDifferent\": true}", token);

        assertThat(emptied.headers().firstValue("Location")).contains("/admin/projections/orders/rebuild");
        assertThat(querySide.heard)
                .containsExactly(
                        "ADMIN " + new PauseProjection("orders", WHY),
                        "ADMIN " + new ResumeProjection("orders", WHY),
                        "ADMIN " + new SplitProjection("orders", WHY),
                        "ADMIN " + new MergeProjection("orders", WHY),
                        "ADMIN " + new RebuildProjection("orders", false, false, WHY),
                        "ADMIN " + new CancelRebuild("orders", WHY),
                        "ADMIN " + new AcceptRebuild("orders", WHY),
                        "ADMIN " + new RollBackProjection("orders", WHY),
                        "ADMIN " + new DropPrevious("orders", WHY),
                        "ADMIN " + new RebuildProjection("orders", true, false, WHY),
                        "ADMIN " + new RebuildProjection("orders", false, true, WHY));
    }

    @Test
    void whatIsRefusedIsAnsweredWithWhy() throws IOException {
        String token = administratorsToken();

        for (String act : List.of("split", "merge", "rebuild")) {
            problem(act("busy", act, REASON, token), 409, "projection-busy");
        }
        problem(act("kafka", "rebuild", REASON, token), 409, "not-rebuildable");
        problem(act("kafka", "rebuild/cancel", REASON, token), 409, "rebuild-ended");
        problem(act("kafka", "rebuild/accept", REASON, token), 409, "nothing-to-accept");
        problem(act("kafka", "rollback", REASON, token), 409, "no-previous-generation");
        problem(act("kafka", "drop-previous", REASON, token), 409, "no-previous-generation");
        for (String act : ACTS) {
            problem(act("nothing", act, REASON, token), 404, "projection-unknown");
        }
    }

    @Test
    void parkedEventsAreTriedAgainAndGivenUp() throws IOException {
        String token = administratorsToken();

        JsonNode left = json(letter(querySide.parked, "retry", REASON, token), 200);
        assertThat(left.path("left").asLong()).isEqualTo(2);
        assertThat(left.path("cause").path("type").asString()).isEqualTo("SomeException");
        assertThat(letter(querySide.parked, "discard", REASON, token).statusCode())
                .isEqualTo(204);
        assertThat(post("/admin/dead-letters/retry", REASON, bearer(token)).statusCode())
                .isEqualTo(202);
        assertThat(post(
                                "/admin/dead-letters/retry",
                                "{\"reason\": \"The disk is full\", \"processor\": \"orders\"}",
                                bearer(token))
                        .statusCode())
                .isEqualTo(202);
        assertThat(querySide.heard)
                .containsExactly(
                        "ADMIN " + new RetryDeadLetter(querySide.parked, WHY),
                        "ADMIN " + new DiscardDeadLetter(querySide.parked, WHY),
                        "ADMIN " + new RetryDeadLetters(null, WHY),
                        "ADMIN " + new RetryDeadLetters("orders", WHY));
        for (String act : List.of("retry", "discard")) {
            problem(letter(querySide.tried, act, REASON, token), 409, "dead-letter-busy");
            problem(letter(UUID.randomUUID(), act, REASON, token), 404, "dead-letter-unknown");
            assertThat(letter("not-an-id", act, REASON, token).statusCode()).isIn(400, 404);
        }
        problem(
                post(
                        "/admin/dead-letters/retry",
                        "{\"reason\": \"The disk is full\", \"processor\": \"kafka\"}",
                        bearer(token)),
                404,
                "projection-unknown");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/admin/projections/orders/pause",
                "/admin/projections/orders/resume",
                "/admin/projections/orders/split",
                "/admin/projections/orders/merge",
                "/admin/projections/orders/rebuild",
                "/admin/projections/orders/rebuild/cancel",
                "/admin/projections/orders/rebuild/accept",
                "/admin/projections/orders/rollback",
                "/admin/projections/orders/drop-previous",
                "/admin/dead-letters/retry",
                "/admin/dead-letters/123e4567-e89b-12d3-a456-426614174000/retry",
                "/admin/dead-letters/123e4567-e89b-12d3-a456-426614174000/discard"
            })
    void aReasonIsNeededAndAnAdministrator(String path) throws IOException {
        String token = administratorsToken();

        blames(post(path, "{}", bearer(token)), "/reason");
        blames(post(path, "{\"reason\": \"  \"}", bearer(token)), "/reason");
        blames(post(path, "{\"reason\": \"one\\ntwo\"}", bearer(token)), "/reason");
        blames(post(path, "{\"reason\": \"%s\"}".formatted("x".repeat(201)), bearer(token)), "/reason");
        assertThat(post(path, REASON, bearer(somebodysToken())).statusCode()).isEqualTo(403);
        assertThat(post(path, REASON).statusCode()).isEqualTo(401);
        assertThat(querySide.heard).isEmpty();
    }

    private HttpResponse<String> act(String projection, String act, String body, String token) {
        return post("/admin/projections/%s/%s".formatted(projection, act), body, bearer(token));
    }

    private HttpResponse<String> letter(Object id, String act, String body, String token) {
        return post("/admin/dead-letters/%s/%s".formatted(id, act), body, bearer(token));
    }
}
