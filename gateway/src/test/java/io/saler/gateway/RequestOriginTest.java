package io.saler.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.saler.identity.Role;
import io.saler.identity.UserId;
import java.util.Map;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** What a request leaves on the messages it causes. */
class RequestOriginTest extends GatewayTest {

    @Autowired
    CommandGateway commands;

    @Test
    void theCallersIdIsKept() {
        var answer = get("/maybe", "X-Request-Id", "my.request-1_A");
        assertThat(answer.headers().allValues("X-Request-Id")).containsExactly("my.request-1_A");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "<script>", "ä"})
    void anUnfitIdIsReplaced(String id) {
        assertThat(get("/maybe", "X-Request-Id", id)
                        .headers()
                        .firstValue("X-Request-Id")
                        .orElseThrow())
                .isNotEqualTo(id)
                .hasSize(36);
        assertThat(get("/maybe", "X-Request-Id", "a".repeat(129))
                        .headers()
                        .firstValue("X-Request-Id")
                        .orElseThrow())
                .hasSize(36);
    }

    @Test
    void whoAskedTravelsFromCommandToEventToTheNextCommand() throws InterruptedException {
        TestCommands.SEEN.clear();
        UserId user = UserId.random();
        var answer = post(
                "/commands",
                "{}",
                "Authorization",
                bearer(Tokens.of(user, Role.CUSTOMER, Role.ADMIN)),
                "X-Request-Id",
                "walk-1");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        for (int message = 0; message < 2; message++) {
            assertThat(next())
                    .containsEntry("actor", "ADMIN:" + user)
                    .containsEntry("requestId", "walk-1")
                    .containsEntry("network", "127.0.0.0/24")
                    .containsEntry("via", "Java-http-client")
                    .containsKeys("correlationId", "causationId");
        }
    }

    @Test
    void whatNobodyAskedForIsAnonymous() throws InterruptedException {
        TestCommands.SEEN.clear();
        commands.sendAndWait(new TestCommands.First("x"));
        assertThat(next()).containsEntry("actor", "ANONYMOUS:-").doesNotContainKey("requestId");
        assertThat(next()).containsEntry("actor", "ANONYMOUS:-");
    }

    /** What is stored for ever is read by these names for ever. */
    @Test
    void theNamesInMetadataAreThese() throws InterruptedException {
        TestCommands.SEEN.clear();
        post("/commands", "{}", "Authorization", bearer(Tokens.of(UserId.random(), Role.CUSTOMER)));
        assertThat(next()).containsOnlyKeys("actor", "requestId", "correlationId", "causationId", "network", "via");
    }

    @Test
    void causesFormAChainAndAllOfItHasOneBeginning() throws InterruptedException {
        TestCommands.SEEN.clear();
        commands.sendAndWait(new TestCommands.First("x"));
        Map<String, Object> event = next();
        Map<String, Object> command = next();
        assertThat(event.get("causationId")).isEqualTo(event.get("correlationId"));
        assertThat(command.get("correlationId")).isEqualTo(event.get("correlationId"));
        assertThat(command.get("causationId")).isNotNull().isNotEqualTo(event.get("causationId"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"<script>alert(1)</script>", "(compatible)", "ä/1.0", "x\ty"})
    void aProgramThatHasNoNameIsLeftOut(String userAgent) throws InterruptedException {
        TestCommands.SEEN.clear();
        post(
                "/commands",
                "{}",
                "Authorization",
                bearer(Tokens.of(UserId.random(), Role.CUSTOMER)),
                "User-Agent",
                userAgent);
        assertThat(next()).doesNotContainKey("via");
    }

    private static Map<String, Object> next() throws InterruptedException {
        return TestCommands.next();
    }
}
