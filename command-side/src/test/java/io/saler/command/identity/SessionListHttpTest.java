package io.saler.command.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.saler.command.CommandSideTest;
import io.saler.identity.EmailAddress;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** People look after their own sessions, and after nobody else's. */
class SessionListHttpTest extends CommandSideTest {

    private static final String PASSWORD = "correct horse";

    private final EmailAddress email = someAddress();

    private JsonNode signIn(String program) {
        return json(
                post(
                        "/auth/login",
                        "{\"email\": \"%s\", \"password\": \"%s\"}".formatted(email, PASSWORD),
                        "User-Agent",
                        program),
                200);
    }

    private List<JsonNode> sessions(JsonNode pair) {
        JsonNode page =
                json(get("/auth/sessions", bearer(pair.path("accessToken").asString())), 200);
        assertThat(page.has("next")).isTrue();
        assertThat(page.path("next").isNull()).isTrue();
        return page.path("items").valueStream().toList();
    }

    private HttpResponse<String> delete(String path, JsonNode pair) {
        return send("DELETE", path, "", bearer(pair.path("accessToken").asString()));
    }

    private HttpResponse<String> refresh(JsonNode pair, String program) {
        return post(
                "/auth/refresh", "{\"refreshToken\": %s}".formatted(pair.path("refreshToken")), "User-Agent", program);
    }

    @Test
    void everySessionSaysWhenFromWhereAndByWhatItWasUsed() {
        somebody(email, PASSWORD);
        JsonNode phone = signIn("Phone/1");
        JsonNode laptop = signIn("Laptop/1");
        refresh(phone, "Phone/2");

        List<JsonNode> all = sessions(laptop);

        assertThat(all)
                .extracting(session -> session.path("userAgent").asString())
                .containsExactly("Phone/2", "Laptop/1");
        assertThat(all)
                .extracting(session -> session.path("current").asBoolean())
                .containsExactly(false, true);
        JsonNode used = all.getFirst();
        assertThat(used.path("address").asString()).isEqualTo("127.0.0.1");
        assertThat(Instant.parse(used.path("lastUsedAt").asString()))
                .isAfterOrEqualTo(Instant.parse(used.path("createdAt").asString()));
        assertThat(used.propertyNames())
                .containsExactlyInAnyOrder("sessionId", "createdAt", "lastUsedAt", "userAgent", "address", "current");
    }

    @Test
    void aSessionIsEndedByItsOwner() {
        somebody(email, PASSWORD);
        JsonNode phone = signIn("Phone/1");
        JsonNode laptop = signIn("Laptop/1");
        String stolen = sessions(phone).getFirst().path("sessionId").asString();

        assertThat(delete("/auth/sessions/" + stolen, phone).statusCode()).isEqualTo(204);

        problem(refresh(laptop, "Laptop/1"), 401, "session-invalid");
        assertThat(refresh(phone, "Phone/1").statusCode()).isEqualTo(200);
        problem(delete("/auth/sessions/" + stolen, phone), 404, "session-unknown");
    }

    @Test
    void allOthersAreEndedAtOnce() {
        somebody(email, PASSWORD);
        JsonNode phone = signIn("Phone/1");
        JsonNode laptop = signIn("Laptop/1");
        JsonNode tablet = signIn("Tablet/1");

        assertThat(delete("/auth/sessions", tablet).statusCode()).isEqualTo(204);

        assertThat(sessions(tablet))
                .singleElement()
                .matches(session -> session.path("current").asBoolean());
        problem(refresh(phone, "Phone/1"), 401, "session-invalid");
        problem(refresh(laptop, "Laptop/1"), 401, "session-invalid");
        assertThat(refresh(tablet, "Tablet/1").statusCode()).isEqualTo(200);
    }

    @Test
    void somebodyElsesSessionDoesNotExist() {
        somebody(email, PASSWORD);
        JsonNode mine = signIn("Phone/1");
        String session = sessions(mine).getFirst().path("sessionId").asString();
        String stranger = somebodysToken();

        problem(send("DELETE", "/auth/sessions/" + session, "", bearer(stranger)), 404, "session-unknown");

        assertThat(refresh(mine, "Phone/1").statusCode()).isEqualTo(200);
        assertThat(get("/auth/sessions", bearer(stranger)).body()).doesNotContain(session);
    }

    @Test
    void whoIsNotSignedInHasNoSessions() {
        problem(get("/auth/sessions"), 401, "unauthenticated");
        problem(send("DELETE", "/auth/sessions", ""), 401, "unauthenticated");
        problem(send("DELETE", "/auth/sessions/" + Sessions.freshId(), ""), 401, "unauthenticated");
    }

    @Test
    void whatIsNoSessionIdIsRefused() {
        somebody(email, PASSWORD);
        assertThat(delete("/auth/sessions/nonsense", signIn("Phone/1")).statusCode())
                .isIn(400, 404);
    }

    @Test
    void theNameOfAProgramMayBeAnything() {
        somebody(email, PASSWORD);
        JsonNode odd = signIn("\"}\\ <b>" + "x".repeat(400));
        assertThat(sessions(odd).getFirst().path("userAgent").asString())
                .startsWith("\"}\\ <b>x")
                .hasSize(200);
        assertThat(refresh(odd, "\"]{}").statusCode()).isEqualTo(200);
    }
}
