package io.saler.command.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.saler.command.CommandSideTest;
import io.saler.identity.EmailAddress;
import io.saler.identity.IssuePasswordResetToken;
import io.saler.identity.IssueVerificationToken;
import io.saler.identity.UserId;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Passwords that are forgotten, set anew, and changed. */
class PasswordHttpTest extends CommandSideTest {

    private static final String PASSWORD = "correct horse";
    private static final String NEW = "another correct horse";

    private final EmailAddress email = someAddress();

    @Autowired
    private Accounts accounts;

    @Autowired
    private CommandGateway gateway;

    private HttpResponse<String> ask(String path, EmailAddress address) {
        return post(path, "{\"email\": \"%s\"}".formatted(address));
    }

    private String token(UserId user) {
        return commands.sendAndWait(new IssuePasswordResetToken(user));
    }

    private HttpResponse<String> reset(String token, String password) {
        return post("/auth/password/reset", "{\"token\": \"%s\", \"password\": \"%s\"}".formatted(token, password));
    }

    private HttpResponse<String> change(JsonNode pair, String current, String password) {
        return post(
                "/auth/password/change",
                "{\"currentPassword\": \"%s\", \"newPassword\": \"%s\"}".formatted(current, password),
                bearer(pair.path("accessToken").asString()));
    }

    private HttpResponse<String> refresh(JsonNode pair) {
        return post("/auth/refresh", "{\"refreshToken\": %s}".formatted(pair.path("refreshToken")));
    }

    private static void done(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(204);
    }

    private long events(String type, UserId user) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select count(*) from axon.domain_event
                        where aggregateidentifier = :user and payloadtype like :type""")
                .bind("user", user.toString())
                .bind("type", "%." + type)
                .mapTo(Long.class)
                .one());
    }

    private long events() {
        return jdbi.withHandle(handle -> handle.createQuery("select count(*) from axon.domain_event")
                .mapTo(Long.class)
                .one());
    }

    @Test
    void whoForgotTheirPasswordIsToBeSentAMail() {
        UserId user = somebody(email, PASSWORD);
        assertThat(ask("/auth/password/forgot", new EmailAddress(email.value().toUpperCase()))
                        .statusCode())
                .isEqualTo(202);
        await().until(() -> events("PasswordResetRequested", user) == 1);
    }

    @Test
    void whoLostTheirFirstMailIsToBeSentAnother() {
        UserId user =
                UserId.of(json(register(email, PASSWORD), 201).path("userId").asString());
        assertThat(ask("/auth/verify/resend", email).statusCode()).isEqualTo(202);
        await().until(() -> events("VerificationRequested", user) == 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/auth/password/forgot", "/auth/verify/resend"})
    void theAnswerDoesNotTellWhetherAnybodyHasTheAddress(String path) {
        register(email, PASSWORD);
        EmailAddress verified = someAddress();
        somebody(verified, PASSWORD);
        List<HttpResponse<String>> answers = Stream.of(email, verified, someAddress())
                .map(address -> ask(path, address))
                .toList();
        assertThat(answers).extracting(HttpResponse::statusCode).containsOnly(202);
        assertThat(answers).extracting(HttpResponse::body).containsOnly("");
        assertThat(answers.stream().map(PasswordHttpTest::constantHeaders).distinct())
                .hasSize(1);
    }

    /** All but what differs between any two answers: their time, their id, and how much is left of a limit. */
    private static Map<String, List<String>> constantHeaders(HttpResponse<String> answer) {
        var headers = new TreeMap<>(answer.headers().map());
        headers.keySet().removeAll(Set.of("date", "x-request-id", "ratelimit"));
        return headers;
    }

    /** Whatever there is to look up comes after the answer, so it cannot be told from the answer's time. */
    @Test
    void forStrangersNothingHappensAfterTheAnswerEither() throws InterruptedException {
        UserId user = somebody(email, PASSWORD);
        long before = events();
        var mails = new MailRequests(accounts, gateway, clock);
        mails.passwordReset(someAddress());
        mails.verification(someAddress());
        mails.verification(email);
        mails.passwordReset(email);
        mails.close();
        assertThat(events("PasswordResetRequested", user)).isOne();
        assertThat(events() - before).isOne();
    }

    @Test
    void nobodyCanBeFloodedWithMails() throws InterruptedException {
        UserId user = somebody(email, PASSWORD);
        var mails = new MailRequests(accounts, gateway, clock);
        for (int request = 0; request < 20; request++) {
            mails.passwordReset(email);
        }
        mails.close();
        assertThat(events("PasswordResetRequested", user)).isBetween(1L, 5L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/auth/password/forgot", "/auth/verify/resend"})
    void oneAddressAsksForSoManyMailsAMinute(String path) {
        String body = "{\"email\": \"%s\"}".formatted(email);
        String network = path.length() % 2 == 0 ? "127.0.0.70" : "127.0.0.71";
        HttpResponse<String> slowed = postFrom(network, path, body);
        for (int asked = 0; slowed.statusCode() == 202 && asked < 100; asked++) {
            slowed = postFrom(network, path, body);
        }
        problem(slowed, 429, "too-many-requests");
        assertThat(slowed.headers().firstValue("Retry-After")).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/auth/password/forgot", "/auth/verify/resend"})
    void whatIsNoAddressIsRefused(String path) {
        blames(post(path, "{\"email\": \"nonsense\"}"), "/email");
        blames(post(path, "{}"), "/email");
    }

    @Test
    void aMailedTokenSetsANewPasswordOnceAndEndsAllSessions() {
        UserId user = somebody(email, PASSWORD);
        JsonNode here = json(login(email, PASSWORD), 200);
        JsonNode elsewhere = json(login(email, PASSWORD), 200);
        String token = token(user);
        done(reset(token, NEW));
        problem(login(email, PASSWORD), 401, "bad-credentials");
        json(login(email, NEW), 200);
        problem(refresh(here), 401, "session-invalid");
        problem(refresh(elsewhere), 401, "session-invalid");
        problem(reset(token, "yet another horse"), 400, "token-invalid");
        json(login(email, NEW), 200);
    }

    @Test
    void ofManyAtOnceOneTokenIsUsedOnce() {
        String token = token(somebody(email, PASSWORD));
        List<CompletableFuture<HttpResponse<String>>> resets = Stream.of("one", "two", "three", "four")
                .map(name -> CompletableFuture.supplyAsync(
                        () -> reset(token, "the horse of " + name), Thread::startVirtualThread))
                .toList();
        List<Integer> statuses = resets.stream()
                .map(CompletableFuture::join)
                .map(HttpResponse::statusCode)
                .toList();
        assertThat(statuses).containsOnlyOnce(204).containsOnly(204, 400);
    }

    @Test
    void aTokenIsTooOldAfterAnHourAndOnlyTheNewestWorks() {
        UserId user = somebody(email, PASSWORD);
        String old = token(user);
        clock.forward(Duration.ofHours(1).plusSeconds(1));
        problem(reset(old, NEW), 400, "token-invalid");
        String first = token(user);
        String second = token(user);
        problem(reset(first, NEW), 400, "token-invalid");
        clock.forward(Duration.ofMinutes(59));
        done(reset(second, NEW));
    }

    @Test
    void tokensAreKeptAsHashesAndForOnePurpose() {
        UserId user = somebody(email, PASSWORD);
        String token = token(user);
        assertThat(jdbi.<Long, RuntimeException>withHandle(handle -> handle.createQuery(
                                "select count(*) from command.password_reset_token where token_hash = sha256(:token)")
                        .bind("token", token.getBytes())
                        .mapTo(Long.class)
                        .one()))
                .isOne();
        problem(post("/auth/verify", "{\"token\": \"%s\"}".formatted(token)), 400, "token-invalid");
        String other = commands.sendAndWait(new IssueVerificationToken(user));
        problem(reset(other, NEW), 400, "token-invalid");
        done(reset(token, NEW));
    }

    @Test
    void aRefusedPasswordDoesNotUseTheTokenUp() {
        String token = token(somebody(email, PASSWORD));
        var refused = reset(token, "password");
        problem(refused, 400, "password-refused");
        assertThat(refused.body()).contains("\"pointer\":\"/password\"", "breaches");
        problem(reset(token, "short"), 400, "password-refused");
        problem(reset(token, email.value()), 400, "password-refused");
        done(reset(token, NEW));
    }

    @Test
    void theMailProvesTheAddressAsWell() {
        UserId user =
                UserId.of(json(register(email, PASSWORD), 201).path("userId").asString());
        problem(login(email, PASSWORD), 403, "email-unverified");
        done(reset(token(user), NEW));
        json(login(email, NEW), 200);
    }

    @Test
    void whoKnowsTheirPasswordChangesItAndIsSignedOutElsewhere() {
        UserId user = somebody(email, PASSWORD);
        JsonNode here = json(login(email, PASSWORD), 200);
        JsonNode elsewhere = json(login(email, PASSWORD), 200);
        String mailed = token(user);
        done(change(here, PASSWORD, NEW));
        problem(refresh(elsewhere), 401, "session-invalid");
        json(refresh(json(refresh(here), 200)), 200);
        problem(login(email, PASSWORD), 401, "bad-credentials");
        json(login(email, NEW), 200);
        problem(reset(mailed, "yet another horse"), 400, "token-invalid");
    }

    @Test
    void whoDoesNotKnowThePasswordCannotChangeIt() {
        somebody(email, PASSWORD);
        JsonNode here = json(login(email, PASSWORD), 200);
        problem(change(here, "a wrong guess", NEW), 403, "wrong-password");
        var weak = change(here, PASSWORD, "password");
        problem(weak, 400, "password-refused");
        assertThat(weak.body()).contains("\"pointer\":\"/newPassword\"");
        problem(post("/auth/password/change", "{}"), 401, "unauthenticated");
        json(refresh(here), 200);
        json(login(email, PASSWORD), 200);
    }

    @Test
    void whoGuessesAtAnUnattendedComputerIsSlowed() {
        somebody(email, PASSWORD);
        JsonNode here = json(login(email, PASSWORD), 200);
        var slowed = change(here, "a wrong guess", NEW);
        for (int guesses = 0; slowed.statusCode() == 403 && guesses < 100; guesses++) {
            slowed = change(here, "a wrong guess", NEW);
        }
        problem(slowed, 429, "too-many-requests");
    }

    @Test
    void ofTwoChangesAtOnceOneWins() {
        somebody(email, PASSWORD);
        JsonNode here = json(login(email, PASSWORD), 200);
        List<CompletableFuture<HttpResponse<String>>> changes = Stream.of("one", "two")
                .map(name -> CompletableFuture.supplyAsync(
                        () -> change(here, PASSWORD, "the horse of " + name), Thread::startVirtualThread))
                .toList();
        assertThat(changes.stream().map(CompletableFuture::join).map(HttpResponse::statusCode))
                .containsExactlyInAnyOrder(204, 403);
    }

    @Test
    void aNewPasswordCanBeSetWhileRedisIsAway() {
        UserId user = somebody(email, PASSWORD);
        stopRedis();
        try {
            done(reset(token(user), NEW));
            clock.forward(Duration.ofSeconds(2));
            json(login(email, NEW), 200);
        } finally {
            startRedis();
        }
        awaitSessions(email, NEW);
    }
}
