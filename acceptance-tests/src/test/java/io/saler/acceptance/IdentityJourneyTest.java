package io.saler.acceptance;

import static io.saler.acceptance.RefusalsTest.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.saler.acceptance.People.SignedUp;
import io.saler.demo.client.Answer;
import io.saler.demo.client.Call;
import io.saler.demo.client.Mail;
import io.saler.demo.client.SalerClient;
import io.saler.demo.client.Tokens;
import io.saler.demo.scenario.AtOnce;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** People's way into Saler, and back in after they lost it. */
class IdentityJourneyTest {

    private static final String NEW_PASSWORD = "a quite different horse 43";

    private static SalerClient anyone;

    @BeforeAll
    static void meetSaler() {
        anyone = SharedSaler.get().client();
    }

    private static Answer logIn(String email, String password) {
        return anyone.send(Call.post("/auth/login", Map.of("email", email, "password", password)));
    }

    private static Answer refresh(Tokens tokens) {
        return anyone.send(Call.post("/auth/refresh", Map.of("refreshToken", tokens.refreshToken())));
    }

    private static List<Mail> mails(String email, String about) {
        return anyone.mailTo(email).stream().filter(mail -> mail.names(about)).toList();
    }

    /** The token of the newest of so many mails, once that many have arrived. */
    private static String token(String email, String about, int mails) {
        List<Mail> arrived =
                await().atMost(Duration.ofSeconds(30)).until(() -> mails(email, about), found -> found.size() == mails);
        return arrived.getFirst().verificationToken().orElseThrow();
    }

    @Test
    void ofFiftyRegistrationsOfOneAddressOneWins() {
        String email = "Wanted-" + UUID.randomUUID() + "@example.org";
        List<String> spellings =
                List.of(email, email.toLowerCase(Locale.ROOT), email.toUpperCase(Locale.ROOT), "  " + email + "\t");

        List<Answer> answers = AtOnce.each(
                IntStream.range(0, 50).boxed().toList(),
                50,
                number -> anyone.send(Call.post(
                        "/auth/register",
                        Map.of(
                                "email", spellings.get(number % spellings.size()),
                                "password", People.PASSWORD + number,
                                "name", "Number " + number))));

        List<Integer> winners = IntStream.range(0, answers.size())
                .filter(number -> answers.get(number).status() == 201)
                .boxed()
                .toList();
        assertThat(winners).as(answers.toString()).hasSize(1);
        answers.stream().filter(answer -> answer.status() != 201).forEach(answer -> {
            assertProblem(answer, 409);
            assertThat(answer.body().path("type").asString()).endsWith("email-taken");
        });
        anyone.verify(People.verificationToken(anyone, email));
        assertThat(logIn(email, People.PASSWORD + winners.getFirst()).status()).isEqualTo(200);
    }

    @Test
    void whoForgotTheirPasswordSetsANewOneByMail() {
        SignedUp person = People.signUp(anyone);
        Tokens before = anyone.logIn(person.email(), People.PASSWORD);

        Answer asked = anyone.send(Call.post("/auth/password/forgot", Map.of("email", person.email())));

        assertThat(asked.status()).isEqualTo(202);
        String token = token(person.email(), "Set a new password", 1);
        assertThat(anyone.send(Call.get("/auth/password/reset?token=" + token).with("Accept", "text/html"))
                        .body()
                        .asString())
                .contains("<form method=\"post\" action=\"/auth/password/reset\">");
        var reset = Call.post("/auth/password/reset", Map.of("token", token, "password", NEW_PASSWORD));
        assertThat(anyone.send(reset).status()).isEqualTo(204);
        assertProblem(anyone.send(reset), 400);
        assertProblem(logIn(person.email(), People.PASSWORD), 401);
        assertProblem(refresh(before), 401);
        assertThat(refresh(anyone.logIn(person.email(), NEW_PASSWORD)).status()).isEqualTo(200);
    }

    @Test
    void whoLostTheFirstMailIsSentAnotherAndOnlyTheNewestWorks() {
        String email = "again-" + UUID.randomUUID() + "@example.org";
        anyone.register(email, People.PASSWORD, "Again");
        String first = token(email, "verify", 1);

        assertThat(anyone.send(Call.post("/auth/verify/resend", Map.of("email", email)))
                        .status())
                .isEqualTo(202);

        String second = token(email, "verify", 2);
        assertProblem(anyone.send(Call.post("/auth/verify", Map.of("token", first))), 400);
        anyone.verify(second);
        assertThat(logIn(email, People.PASSWORD).status()).isEqualTo(200);
    }

    @Test
    void peopleSeeTheirSessionsAndEndThem() {
        SignedUp person = People.signUp(anyone);
        Tokens lost = anyone.logIn(person.email(), People.PASSWORD);
        Tokens here = anyone.logIn(person.email(), People.PASSWORD);
        SalerClient client = anyone.signedInWith(here.accessToken());

        assertThat(client.send(Call.get("/auth/sessions")).body().path("items")).hasSize(3);
        assertThat(client.send(new Call("DELETE", "/auth/sessions", null, Map.of()))
                        .status())
                .isEqualTo(204);

        assertThat(client.send(Call.get("/auth/sessions")).body().path("items")).hasSize(1);
        assertProblem(refresh(lost), 401);
        assertThat(refresh(here).status()).isEqualTo(200);
    }

    /** The other sides, where they are processes of their own, check tokens with keys that they have fetched. */
    @Test
    void tokensHoldEverywhereWhileTheKeyIsChanged() {
        SignedUp person = People.signUp(anyone);
        SalerClient admin = SharedSaler.get().administrator();

        Answer coming = admin.send(Call.post("/auth/signing-keys/rotate", ""));

        assertThat(coming.status()).as(coming.body().toString()).isEqualTo(202);
        // A node that was not asked to learns of the new key within a minute, long before anything is signed with it.
        await().atMost(Duration.ofSeconds(90))
                .pollInterval(Duration.ofMillis(500))
                .untilAsserted(() -> assertThat(published())
                        .hasSizeGreaterThan(1)
                        .contains(coming.body().path("kid").asString()));
        assertThat(person.client().send(Call.get("/users/me")).status()).isEqualTo(200);
        assertThat(person.client().send(Call.get("/auth/sessions")).status()).isEqualTo(200);
        assertProblem(person.client().send(Call.post("/auth/signing-keys/rotate", "")), 403);
    }

    private static Set<String> published() {
        var keys = new TreeSet<String>();
        anyone.send(Call.get("/.well-known/jwks.json"))
                .body()
                .path("keys")
                .forEach(key -> keys.add(key.path("kid").asString()));
        return keys;
    }
}
