package io.saler.command.identity;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import io.saler.command.CommandSideTest;
import io.saler.gateway.audit.AuditLog;
import io.saler.identity.EmailAddress;
import io.saler.identity.UserId;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/** What the audit log says of signing in and out and of keys, and what it does not. */
class AuditHttpTest extends CommandSideTest {

    private static final String PASSWORD = "correct horse";

    private final Logger logger = (Logger) LoggerFactory.getLogger(AuditLog.NAME);
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final AppenderBase<ILoggingEvent> listener = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent line) {
            lines.add(line.getFormattedMessage());
        }
    };
    private final EmailAddress email = someAddress();

    @BeforeEach
    void listen() {
        listener.start();
        logger.addAppender(listener);
    }

    @AfterEach
    void listenNoMore() {
        logger.detachAppender(listener);
    }

    private JsonNode signIn() {
        return json(login(email, PASSWORD), 200);
    }

    @Test
    void signingInAndOutIsALineEach() {
        UserId user = somebody(email, PASSWORD);
        var loggedIn = login(email, PASSWORD);
        JsonNode pair = json(loggedIn, 200);
        post("/auth/logout", "", bearer(pair.path("accessToken").asString()));
        assertThat(lines)
                .containsExactly(
                        "act=login outcome=success subject=%1$s actor=CUSTOMER:%1$s requestId=%2$s network=127.0.0.0/24"
                                .formatted(
                                        user,
                                        loggedIn.headers()
                                                .firstValue("X-Request-Id")
                                                .orElseThrow()),
                        lines.getLast());
        assertThat(lines.getLast())
                .startsWith("act=logout outcome=success subject=%s actor=CUSTOMER:%s requestId=".formatted(user, user));
    }

    @Test
    void aFailedSignInSaysWhyAndWhoseAccountItIsButNoAddressAndNoPassword() {
        UserId user = somebody(email, PASSWORD);
        login(email, "a wrong guess");
        login(new EmailAddress("nobody-" + email.value()), "a wrong guess");
        EmailAddress unverified = someAddress();
        register(unverified, PASSWORD);
        login(unverified, PASSWORD);
        assertThat(lines).hasSize(3);
        assertThat(lines.get(0)).startsWith("act=login outcome=bad-credentials subject=" + user + " actor=ANONYMOUS:-");
        assertThat(lines.get(1)).startsWith("act=login outcome=bad-credentials subject=- actor=ANONYMOUS:-");
        assertThat(lines.get(2)).startsWith("act=login outcome=email-unverified subject=");
        assertThat(lines).noneMatch(line -> line.contains("@") || line.contains("guess"));
    }

    @Test
    void whatIsDoneToAKeyIsALineThatDoesNotTellIt() {
        somebody(email, PASSWORD);
        String owner = signIn().path("accessToken").asString();
        String keys = "/stores/" + store(owner) + "/api-keys";
        JsonNode created = json(
                post(keys, "{\"name\": \"x\", \"kind\": \"SECRET\", \"scopes\": [\"orders:read\"]}", bearer(owner)),
                201);
        String id = created.path("keyId").asString();
        String rolled = json(post(keys + "/" + id + "/roll", "{}", bearer(owner)), 200)
                .path("key")
                .asString();
        send("DELETE", keys + "/" + id, "", bearer(owner));
        for (String act : List.of("api-key-created", "api-key-rolled", "api-key-revoked")) {
            assertThat(lines)
                    .anyMatch(line -> line.startsWith("act=" + act + " outcome=success subject=" + id + " actor="));
        }
        assertThat(lines)
                .noneMatch(line -> line.contains(rolled)
                        || line.contains(created.path("key").asString()));
    }

    @Test
    void nobodyWritesALineOfTheirOwn() {
        somebody(email, PASSWORD);
        post(
                "/auth/login",
                "{\"email\": \"%s\", \"password\": \"%s\"}".formatted(email, PASSWORD),
                "X-Request-Id",
                "x act=login outcome=success",
                "User-Agent",
                "act=login outcome=success");
        assertThat(lines).singleElement().asString().containsOnlyOnce("act=").doesNotContain("x act");
    }
}
