package io.saler.command.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saler.command.CommandSideTest;
import io.saler.identity.EmailAddress;
import io.saler.identity.IssueVerificationToken;
import io.saler.identity.UserId;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.axonframework.commandhandling.CommandExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegistrationHttpTest extends CommandSideTest {

    private static final String PASSWORD = "correct horse";

    @Test
    void anAddressCanBeRegisteredOnceWhateverItsCase() {
        EmailAddress email = someAddress();
        assertThat(json(register(email, PASSWORD), 201).path("userId").asString())
                .hasSize(36);
        problem(register(email, PASSWORD), 409, "email-taken");
        problem(register(new EmailAddress(email.value().toUpperCase()), PASSWORD), 409, "email-taken");
    }

    @Test
    void ofFiftyAtOnceOneGetsTheAddressHoweverTheySpellIt() {
        EmailAddress email = someAddress();
        List<String> spellings =
                List.of(email.value(), email.value().toUpperCase(), "  " + email + " ", "\\t" + email.value() + "\\n");
        List<CompletableFuture<HttpResponse<String>>> attempts = IntStream.range(0, 50)
                .mapToObj(attempt -> CompletableFuture.supplyAsync(
                        () -> postFrom(
                                "127.0.0.50",
                                "/auth/register",
                                "{\"email\": \"%s\", \"password\": \"%s\", \"name\": \"Ada\"}"
                                        .formatted(spellings.get(attempt % spellings.size()), PASSWORD + attempt)),
                        Thread::startVirtualThread))
                .toList();
        List<HttpResponse<String>> answers =
                attempts.stream().map(CompletableFuture::join).toList();
        assertThat(answers).filteredOn(answer -> answer.statusCode() == 201).hasSize(1);
        answers.stream()
                .filter(answer -> answer.statusCode() != 201)
                .forEach(answer -> problem(answer, 409, "email-taken"));
        assertThat(count("select count(*) from command.account where lower(email) = '%s'".formatted(email)))
                .isOne();
        assertThat(count("select count(*) from command.credential c where not exists"
                        + " (select from command.account a where a.user_id = c.user_id)"))
                .isZero();
    }

    @Test
    void passwordsAreNowhereInTheEventStore() {
        register(someAddress(), "very secret words");
        assertThat(count("select count(*) from axon.domain_event where encode(payload, 'escape') like '%very secret%'"))
                .isZero();
        assertThat(
                        count(
                                "select count(*) from command.credential where password_hash not like '$argon2id$v=19$m=19456,t=2,p=1$%'"))
                .isZero();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"email": "x", "password": "12345678", "name": "A"}               | 400 | invalid-value
            {"email": "a@b.c", "password": "1234567", "name": "A"}            | 400 | password-refused
            {"email": "a@b.c", "password": "12345678", "name": " "}           | 400 | invalid-value
            {"email": "a@b.c", "password": "12345678"}                        | 400 | invalid-value
            {"email": "a@b.c", "name": "A"}                                   | 400 | invalid-value
            {"email": null, "password": "12345678", "name": "A"}              | 400 | invalid-value
            {"email": "a@b.c", "password": 12345678, "name": "A"}             | 400 | invalid-value
            {"email": "a@b.c", "password": "12345678", "name": "A", "role": "ADMIN"} | 400 | unknown-field
            """)
    void badApplicationsAreRefused(String body, int status, String type) {
        problem(post("/auth/register", body), status, type);
    }

    @Test
    void theFieldToBlameIsNamed() {
        assertThat(register(someAddress(), "short").body()).contains("\"pointer\":\"/password\"");
        assertThat(post("/auth/register", "{\"email\": \"a@b.c\", \"password\": \"12345678\", \"name\": \" \"}")
                        .body())
                .contains("\"pointer\":\"/name\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\n\\nYour account is locked", "\\t", "\\u0085", "\\u2028", "\\u2029", "\\u001b"})
    void aNameIsOneLine(String breaking) {
        blames(
                post(
                        "/auth/register",
                        "{\"email\": \"%s\", \"password\": \"12345678\", \"name\": \"Ada%sLovelace\"}"
                                .formatted(someAddress(), breaking)),
                "/name");
    }

    @Test
    void onlyTheNewestTokenWorks() {
        UserId user = UserId.of(
                json(register(someAddress(), PASSWORD), 201).path("userId").asString());
        String first = commands.sendAndWait(new IssueVerificationToken(user));
        String second = commands.sendAndWait(new IssueVerificationToken(user));
        assertThat(count("select count(*) from command.verification_token where user_id = '%s'".formatted(user)))
                .isOne();
        problem(verify(first), 400, "token-invalid");
        assertThat(verify(second).statusCode()).isEqualTo(204);
    }

    @Test
    void aPasswordHasAtMostTwoHundredCharacters() {
        problem(register(someAddress(), "x".repeat(201)), 400, "password-refused");
        EmailAddress email = someAddress();
        somebody(email, "ü".repeat(200));
        json(login(email, "ü".repeat(200)), 200);
    }

    @Test
    void aTokenProvesTheAddressOnce() {
        UserId user = UserId.of(
                json(register(someAddress(), PASSWORD), 201).path("userId").asString());
        String token = commands.sendAndWait(new IssueVerificationToken(user));
        assertThat(verify(token).statusCode()).isEqualTo(204);
        problem(verify(token), 400, "token-invalid");
        problem(verify("made up"), 400, "token-invalid");
    }

    @Test
    void aTokenIsTooOldAfterADay() {
        UserId user = UserId.of(
                json(register(someAddress(), PASSWORD), 201).path("userId").asString());
        String early = commands.sendAndWait(new IssueVerificationToken(user));
        clock.forward(Duration.ofHours(24).plusSeconds(1));
        problem(verify(early), 400, "token-invalid");
        String late = commands.sendAndWait(new IssueVerificationToken(user));
        clock.forward(Duration.ofHours(23).plusMinutes(59));
        assertThat(verify(late).statusCode()).isEqualTo(204);
    }

    @Test
    void onlyHashesOfTokensAreKept() {
        UserId user = UserId.of(
                json(register(someAddress(), PASSWORD), 201).path("userId").asString());
        String token = commands.sendAndWait(new IssueVerificationToken(user));
        assertThat(token).hasSize(43);
        assertThat(count("select count(*) from command.verification_token where token_hash = sha256('%s')"
                        .formatted(token)))
                .isOne();
    }

    @Test
    void nobodyUnknownGetsAToken() {
        assertThatThrownBy(() -> commands.sendAndWait(new IssueVerificationToken(UserId.random())))
                .isInstanceOf(CommandExecutionException.class)
                .hasMessageContaining("no such user");
    }

    private HttpResponse<String> verify(String token) {
        return post("/auth/verify", "{\"token\": \"%s\"}".formatted(token));
    }

    private long count(String sql) {
        return jdbi.withHandle(
                handle -> handle.createQuery(sql).mapTo(Long.class).one());
    }
}
