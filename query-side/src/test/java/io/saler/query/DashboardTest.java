package io.saler.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.saler.failure.Failure;
import io.saler.failure.Forbidden;
import io.saler.gateway.access.MessageRule;
import io.saler.gateway.access.MessageRules;
import io.saler.identity.Actor;
import io.saler.identity.EmailAddress;
import io.saler.identity.Role;
import io.saler.identity.UserErased;
import io.saler.identity.UserId;
import io.saler.journal.CompensateSagas;
import io.saler.journal.CountSagas;
import io.saler.journal.FindSaga;
import io.saler.journal.FindSagas;
import io.saler.journal.FoundSagas;
import io.saler.journal.JournalEntry;
import io.saler.journal.JournalEntry.FieldChange;
import io.saler.journal.JournalEntry.Kind;
import io.saler.journal.JournalEntry.Outcome;
import io.saler.journal.JournalFailure;
import io.saler.journal.RetrySaga;
import io.saler.journal.RevealSaga;
import io.saler.journal.SagaAction;
import io.saler.journal.SagaCount;
import io.saler.journal.SagaFilter;
import io.saler.journal.SagaId;
import io.saler.journal.SagaJournal;
import io.saler.journal.SagaStatus;
import io.saler.journal.SagaView;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.messaging.MetaData;
import org.axonframework.queryhandling.QueryExecutionException;
import org.axonframework.queryhandling.QueryHandler;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/** The pages for administrators as browsers get them, and everybody who must not. */
@Import(DashboardTest.Others.class)
class DashboardTest extends ServedDashboard {

    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
    private static final String SAGAS = "/admin/dashboard/sagas";
    private static final String ORDER = "33333333-3333-4333-8333-333333333333";
    private static final SagaId STUCK = SagaId.random();
    private static final SagaId ENDED = SagaId.random();

    @Autowired
    private SagasStandIn sagas;

    /** Not marked as what it is, or it would be found by the applications of all tests. */
    static class Others {
        @Bean
        SagasStandIn sagas() {
            return new SagasStandIn();
        }
    }

    /** Stands in for the sagas' side. */
    static final class SagasStandIn implements MessageRules {

        private volatile FindSagas asked;
        private volatile RetrySaga retried;
        private volatile String by;
        private volatile int attempts = 3;
        private volatile boolean away;
        private volatile @Nullable UserId reader;
        private volatile RevealSaga revealed;
        private volatile CompensateSagas compensated;

        private SagaView stuck() {
            return new SagaView(
                    STUCK,
                    "OrderSaga",
                    SagaStatus.STUCK,
                    "CONFIRMING",
                    BEGIN.plusSeconds(5),
                    BEGIN,
                    BEGIN.plusSeconds(7),
                    null,
                    null,
                    new SagaView.Failure(
                            "The stock's <b>side</b> is away", BEGIN.plusSeconds(1), attempts, BEGIN.plusSeconds(11)),
                    null,
                    new SagaView.Deadline("order-retry", BEGIN.plusSeconds(11)),
                    Map.of("orderId", ORDER),
                    Set.of(SagaAction.RETRY, SagaAction.CANCEL));
        }

        private static SagaView ended() {
            return new SagaView(
                    ENDED,
                    "OrderSaga",
                    SagaStatus.COMPENSATED,
                    "REJECTING",
                    null,
                    BEGIN.minusSeconds(9),
                    BEGIN.minusSeconds(8),
                    BEGIN.minusSeconds(8),
                    "insufficient-stock",
                    null,
                    null,
                    null,
                    Map.of("orderId", UUID.randomUUID().toString()),
                    Set.of());
        }

        @QueryHandler
        FoundSagas find(FindSagas query) {
            asked = query;
            return new FoundSagas(Stream.of(stuck(), ended())
                    .filter(saga -> query.filter().status() == null
                            || saga.status() == query.filter().status())
                    .toList());
        }

        @QueryHandler
        @Nullable
        SagaJournal find(FindSaga query, MetaData origin) {
            if (away) {
                throw new QueryExecutionException("The journal is away", null);
            }
            SagaJournal masked = read(query);
            return masked == null ? null : new SagaJournal(masked.saga(), masked.entries(), isReader(origin));
        }

        private boolean isReader(MetaData origin) {
            UserId known = reader;
            return known != null && Actor.of(origin).is(known);
        }

        private @Nullable SagaJournal read(FindSaga query) {
            SagaView saga =
                    query.sagaId().equals(STUCK) ? stuck() : query.sagaId().equals(ENDED) ? ended() : null;
            return saga == null
                    ? null
                    : new SagaJournal(
                            saga,
                            journal()
                                    .filter(entry -> entry.number() > query.after())
                                    .limit(query.limit())
                                    .toList());
        }

        @QueryHandler
        @Nullable
        SagaJournal reveal(RevealSaga query, MetaData origin) {
            if (!isReader(origin)) {
                Failure refused = new Forbidden();
                throw new QueryExecutionException(refused.details().message(), refused, refused.details());
            }
            revealed = query;
            SagaJournal masked = read(new FindSaga(query.sagaId(), query.after(), query.limit()));
            return masked == null
                    ? null
                    : new SagaJournal(
                            masked.saga(),
                            masked.entries().stream()
                                    .map(entry -> entry.with(Map.of("reason", "My sister <Ada> has one")))
                                    .toList());
        }

        @QueryHandler
        SagaCount count(CountSagas query) {
            return new SagaCount(query.action() == SagaAction.COMPENSATE ? 3 : 0, false);
        }

        /** There are two of them by now. */
        @CommandHandler
        int compensate(CompensateSagas command) {
            if (command.expectedCount() < 2) {
                throw new JournalFailure.SelectionChanged(command.expectedCount(), 2);
            }
            compensated = command;
            return 2;
        }

        private static Stream<JournalEntry> journal() {
            return Stream.of(
                    entry(1, Kind.EVENT, "OrderPlaced", null, null, null),
                    entry(2, Kind.COMMAND, "ReserveStock", Outcome.DONE, null, null),
                    entry(3, Kind.EVENT, "StockReserved", null, null, "PAYING"),
                    entry(4, Kind.COMMAND, "RequestPayment", Outcome.DONE, null, null),
                    entry(5, Kind.EVENT, "PaymentCaptured", null, null, "CONFIRMING"),
                    entry(6, Kind.COMMAND, "ConfirmOrder", Outcome.REFUSED, "already-paid: <i>Paid</i>", null));
        }

        private static JournalEntry entry(
                long number,
                Kind kind,
                String name,
                @Nullable Outcome outcome,
                @Nullable String error,
                @Nullable String phase) {
            return new JournalEntry(
                    number,
                    BEGIN.plusSeconds(number),
                    kind,
                    name,
                    outcome,
                    outcome == null ? null : 12L,
                    error,
                    null,
                    null,
                    null,
                    Map.of("orderId", ORDER),
                    phase == null ? null : Map.of("process.phase", new FieldChange("BEFORE", phase)),
                    null);
        }

        @CommandHandler
        void retry(RetrySaga command, MetaData origin) {
            if (command.sagaId().equals(ENDED)) {
                throw new JournalFailure.SagaEnded(SagaStatus.COMPENSATED);
            }
            retried = command;
            by = Actor.of(origin).toString();
        }

        @Override
        public List<MessageRule<?>> messageRules() {
            return MessageRule.allInRole(
                    Role.ADMIN,
                    FindSagas.class,
                    FindSaga.class,
                    RevealSaga.class,
                    CountSagas.class,
                    RetrySaga.class,
                    CompensateSagas.class);
        }
    }

    @BeforeEach
    void nothingHasHappenedYet() {
        sagas.retried = null;
        sagas.revealed = null;
        sagas.compensated = null;
        sagas.reader = null;
    }

    @Test
    void strangersAreLedToSignInAndBackAgain() {
        HttpResponse<String> answer = page(SAGAS + "?status=STUCK", "");

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(header(answer, "Location"))
                .isEqualTo("/auth/dashboard/continue?to=%2Fadmin%2Fdashboard%2Fsagas%3Fstatus%3DSTUCK");
        assertThat(header(page("/admin/dashboard", ""), "Location")).startsWith("/auth/dashboard/continue");
        assertThat(header(page("/admin/dashboard/nowhere", ""), "Location")).startsWith("/auth/dashboard/continue");
        String old = "saler-access=" + Tokens.of(admin, Role.ADMIN, java.time.Duration.ofMinutes(-1));
        for (String bad : List.of(old, "saler-access=made-up", "saler-access=")) {
            assertThat(page(SAGAS, bad).statusCode()).as(bad).isEqualTo(303);
        }
    }

    @Test
    void aScriptOfAPageWhoseSessionHasEndedSendsItToSignIn() {
        HttpResponse<String> answer = get(
                SAGAS, null, "HX-Request", "true", "HX-Current-URL", "http://127.0.0.1/admin/dashboard/sagas?type=a");

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(header(answer, "HX-Redirect"))
                .isEqualTo("/auth/dashboard/continue?to=%2Fadmin%2Fdashboard%2Fsagas%3Ftype%3Da");
        assertThat(header(
                        get(SAGAS, null, "HX-Request", "true", "HX-Current-URL", "https://evil.example/x"),
                        "HX-Redirect"))
                .isEqualTo("/auth/dashboard/continue?to=%2Fadmin%2Fdashboard");
        assertThat(get("/admin/dashboard/changes/sagas", null).statusCode()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"CUSTOMER", "MERCHANT"})
    void nobodyButAdministratorsSeesAnything(Role role) {
        String cookie = "saler-access=" + Tokens.of(UserId.random(), role);

        for (String path : List.of("/admin/dashboard", SAGAS, SAGAS + "/" + STUCK, "/admin/dashboard/changes/sagas")) {
            HttpResponse<String> answer = page(path, cookie);
            assertThat(answer.statusCode()).as(path).isEqualTo(403);
            assertThat(answer.body()).contains("for administrators only").doesNotContain("is away", ORDER);
        }
        assertThat(retry(STUCK, "because", cookie).statusCode()).isEqualTo(403);
        assertThat(sagas.retried).isNull();
    }

    @Test
    void theCookieIsWorthNothingToProgramsAndTheirTokenNothingHere() {
        assertThat(get("/admin/sagas", null, "Cookie", administrator).statusCode())
                .isEqualTo(401);
        assertThat(get(SAGAS, Tokens.of(admin, Role.ADMIN), "Accept", "text/html")
                        .statusCode())
                .isEqualTo(303);
    }

    @Test
    void whoeverIsErasedSeesNothingMore() {
        UserId erased = UserId.random();
        String cookie = "saler-access=" + Tokens.of(erased, Role.ADMIN);
        assertThat(page(SAGAS, cookie).statusCode()).isEqualTo(200);

        story.now();
        publish(keys.registration(erased, "gone@example.org", "Gone"), new UserErased(erased, null));

        await().until(() -> page(SAGAS, cookie).statusCode() == 303);
    }

    @Test
    void thePageToSignInOnIsForEverybodyAndLooksLikeSomething() {
        HttpResponse<String> answer = page("/admin/dashboard/sign-in?to=%2Fadmin%2Fdashboard%2Fsagas", "");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body())
                .contains("action=\"/auth/dashboard/sign-in\"")
                .contains("value=\"/admin/dashboard/sagas\"")
                .contains("name=\"_csrf\"");
        assertThat(answer.headers().allValues("Set-Cookie"))
                .singleElement()
                .satisfies(cookie -> assertThat(cookie)
                        .startsWith("saler-form=")
                        .contains("Path=/;")
                        .contains("HttpOnly")
                        .contains("SameSite=Strict"));
        Matcher style = Pattern.compile("href=\"(/admin/dashboard/static/dashboard-[0-9a-f]+\\.css)\"")
                .matcher(answer.body());
        assertThat(style.find()).isTrue();
        HttpResponse<String> styles = get(style.group(1), null);
        assertThat(styles.statusCode()).isEqualTo(200);
        assertThat(header(styles, "Cache-Control")).contains("max-age=31536000").contains("immutable");
        assertThat(get("/admin/dashboard/static/none.css", null).statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource({"bad-credentials, is not right", "too-many-requests, too often", "<b>made-up</b>, This was refused"})
    void whySomebodyWasNotSignedInIsSaidInWords(String failure, String words) {
        HttpResponse<String> answer = page("/admin/dashboard/sign-in?failure=" + encoded(failure), "");

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).contains(words).doesNotContain("made-up");
    }

    /** Browsers do not send the cookie along with another site's link, so the page has to be asked for once more. */
    @Test
    void whoFollowsALinkInAMailIsNotAskedToSignInBeforeTheCookieWasLookedAt() {
        HttpResponse<String> answer = get(
                "/admin/dashboard/sign-in?to=%2Fadmin%2Fdashboard%2Fsagas",
                null, "Accept", "text/html", "Sec-Fetch-Site", "cross-site");

        assertThat(answer.body())
                .contains("http-equiv=\"refresh\"")
                .contains("0; url=/auth/dashboard/continue?to=%2Fadmin%2Fdashboard%2Fsagas");
    }

    @Test
    void scriptsAndStylesAreThePagesOwn() {
        HttpResponse<String> answer = page(SAGAS, administrator);

        assertThat(header(answer, "Content-Security-Policy"))
                .contains("default-src 'none'")
                .contains("script-src 'self'")
                .doesNotContain("unsafe");
        assertThat(answer.body())
                .doesNotContain("<style")
                .doesNotContain("style=\"")
                .doesNotContain("onclick");
        assertThat(header(answer, "Cache-Control")).contains("no-store");
        Matcher scripts = Pattern.compile("src=\"([^\"]+\\.js)\"").matcher(answer.body());
        int found = 0;
        while (scripts.find()) {
            found++;
            assertThat(get(scripts.group(1), null).statusCode())
                    .as(scripts.group(1))
                    .isEqualTo(200);
        }
        assertThat(found).isEqualTo(3);
    }

    @Test
    void sagasAreListedAndChosen() {
        String all = page(SAGAS, administrator).body();
        assertThat(all)
                .contains(STUCK.toString())
                .contains(ENDED.toString())
                .contains("The stock&#39;s &lt;b&gt;side&lt;/b&gt; is away");

        String stuck = page(SAGAS + "?status=STUCK&type=OrderSaga&stuckFor=PT1M&about=orderId:" + ORDER, administrator)
                .body();

        assertThat(stuck).contains(STUCK.toString()).doesNotContain(ENDED.toString());
        assertThat(sagas.asked.filter().type()).isEqualTo("OrderSaga");
        assertThat(sagas.asked.filter().association()).isEqualTo(new SagaFilter.Association("orderId", ORDER));
        assertThat(sagas.asked.filter().stuckSince()).isBefore(Instant.now().minusSeconds(59));
        page(
                SAGAS + "?about=Pat%40example.org&age=PT1H&step=PAYING&failure=away&reason=payment-timeout",
                administrator);
        assertThat(sagas.asked.filter().customer()).isEqualTo(new EmailAddress("Pat@example.org"));
        assertThat(sagas.asked.filter().association()).isNull();
        assertThat(sagas.asked.filter().startedAfter()).isAfter(Instant.now().minusSeconds(3700));
        assertThat(sagas.asked.filter().step()).isEqualTo("PAYING");
        assertThat(sagas.asked.filter().failure()).isEqualTo("away");
        assertThat(sagas.asked.filter().reason()).isEqualTo("payment-timeout");
        assertThat(page(SAGAS + "?status=&type=&stuckFor=&about=", administrator)
                        .body())
                .contains(ENDED.toString());
        assertThat(sagas.asked.filter()).isEqualTo(SagaFilter.NONE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"status=SLEEPING", "stuckFor=soon", "age=soon", "about=%00", "about=%40", "after=nowhere"})
    void anAddressThatMakesNoSenseIsAPageThatSaysSo(String query) {
        HttpResponse<String> answer = page(SAGAS + "?" + query, administrator);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(header(answer, "Content-Type")).startsWith("text/html");
        assertThat(answer.body()).contains("<h1").contains("Request");
    }

    @Test
    void whatIsNotThereIsAPageThatSaysSo() {
        assertThat(page("/admin/dashboard/nowhere", administrator).statusCode()).isEqualTo(404);
        assertThat(page("/admin/dashboard/problem", administrator).statusCode()).isEqualTo(404);
        HttpResponse<String> unknown = page(SAGAS + "/" + SagaId.random(), administrator);
        assertThat(unknown.statusCode()).isEqualTo(404);
        assertThat(unknown.body()).contains("There is no such saga");
    }

    @Test
    void aSagaIsShownWithItsStepsWhenAndWhyAndEverythingThatHappened() {
        String body = page(SAGAS + "/" + STUCK, administrator).body();

        assertThat(body)
                .contains("Reserve stock")
                .contains("Take payment")
                .contains("already-paid: &lt;i&gt;Paid&lt;/i&gt;")
                .contains("process.phase")
                .contains("formaction=\"/admin/dashboard/sagas/" + STUCK + "/retry\"")
                .contains("/cancel\"")
                .doesNotContain("/compensate\"")
                .contains("href=\"/admin/dashboard/sagas?about=orderId:" + ORDER + "\"");
        assertThat(Pattern.compile("class=\"failed usual\"").matcher(body).results())
                .hasSize(1);
        assertThat(Pattern.compile("class=\"done usual\"").matcher(body).results())
                .hasSize(2);
        assertThat(page(SAGAS + "/" + ENDED, administrator).body())
                .doesNotContain("/retry\"")
                .contains("/note\"")
                .contains("Not enough stock");
    }

    @Test
    void anAdministratorHasAStuckSagaTryAgainForAReason() {
        HttpResponse<String> answer = retry(STUCK, "The stock is <back>", administrator);

        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(header(answer, "Location")).endsWith(SAGAS + "/" + STUCK + "?done=retry");
        assertThat(sagas.retried).isEqualTo(new RetrySaga(STUCK, "The stock is <back>"));
        assertThat(sagas.by).isEqualTo("ADMIN:" + admin);
        assertThat(page(SAGAS + "/" + STUCK + "?done=retry", administrator).body())
                .contains("It is being tried again.");
    }

    @Test
    void whatMakesNoSenseIsRefusedOnTheSamePage() {
        HttpResponse<String> ended = retry(ENDED, "because", administrator);
        assertThat(ended.statusCode()).isEqualTo(409);
        assertThat(ended.body()).contains("The saga has ended, so there is nothing left to do about it.");
        HttpResponse<String> mute = retry(STUCK, " ", administrator);
        assertThat(mute.statusCode()).isEqualTo(400);
        assertThat(mute.body()).contains(STUCK.toString());
    }

    @Test
    void whatIsMaskedIsShownForAReasonToWhoMayReadIt() {
        String path = SAGAS + "/" + STUCK;
        assertThat(page(path, administrator).body()).doesNotContain("/reveal\"");
        HttpResponse<String> refused = form(path + "/reveal", "revealReason=curious", administrator);
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body()).contains("You may not do this.").doesNotContain("Ada");
        sagas.reader = admin;
        assertThat(page(path, administrator).body())
                .contains("action=\"" + path + "/reveal\"")
                .doesNotContain("Ada");

        HttpResponse<String> shown = form(path + "/reveal", "revealReason=" + encoded("They <asked>"), administrator);

        assertThat(shown.statusCode()).isEqualTo(200);
        assertThat(header(shown, "Cache-Control")).contains("no-store");
        assertThat(shown.body())
                .contains("My sister &lt;Ada&gt; has one")
                .contains("That you read it was noted.")
                .as("a change would bring the masks back")
                .doesNotContain("sse-connect");
        assertThat(sagas.revealed.reason()).isEqualTo("They <asked>");
        HttpResponse<String> mute = form(path + "/reveal", "revealReason=+", administrator);
        assertThat(mute.statusCode()).isEqualTo(400);
        assertThat(mute.body()).doesNotContain("Ada").doesNotContain("was noted");
        assertThat(form(SAGAS + "/" + SagaId.random() + "/reveal", "revealReason=a", administrator)
                        .statusCode())
                .isEqualTo(404);
        String merchant = "saler-access=" + Tokens.of(UserId.random(), Role.MERCHANT);
        assertThat(form(path + "/reveal", "revealReason=a", merchant).statusCode())
                .isEqualTo(403);
    }

    @Test
    void manyGiveUpAfterTheyWereCounted() {
        String asked = page(SAGAS + "/all?action=compensate&step=PAYING", administrator)
                .body();
        assertThat(asked)
                .contains("Give these sagas up")
                .contains("<strong>3</strong>")
                .contains("name=\"step\" value=\"PAYING\"")
                .contains("name=\"count\" value=\"3\"");
        String batch = UUID.randomUUID().toString();
        String all =
                "action=compensate&step=PAYING&count=%d&sagaReason=" + encoded("Nobody delivers") + "&batch=" + batch;

        HttpResponse<String> done = form(SAGAS + "/all", all.formatted(3), administrator);

        assertThat(done.statusCode()).isEqualTo(302);
        assertThat(header(done, "Location")).as("one has ended meanwhile").endsWith(SAGAS + "?step=PAYING&done=2");
        assertThat(sagas.compensated.batchId()).hasToString(batch);
        assertThat(sagas.compensated.filter().step()).isEqualTo("PAYING");
        assertThat(sagas.compensated.reason()).isEqualTo("Nobody delivers");
        HttpResponse<String> changed = form(SAGAS + "/all", all.formatted(1), administrator);
        assertThat(changed.statusCode()).isEqualTo(409);
        assertThat(changed.body()).contains("There are more of them by now.").contains("value=\"Nobody delivers\"");
        assertThat(page(SAGAS + "/all?action=retry", administrator).body())
                .contains("There is none of them that this can be done about.");
        assertThat(page(SAGAS + "/all?action=sleep", administrator).statusCode())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource({
        "/sagas/7/retry, /sagas/7",
        "/sagas/7/reveal, /sagas/7",
        "/sagas/all, /sagas",
        "/projections/catalog/rebuild, /projections/catalog",
        "/dead-letters/7/retry, /dead-letters",
        "/dead-letters/retry, /dead-letters"
    })
    void whoseSessionEndedBeforeTheirFormWasSentIsToldSoOnItsPage(String form, String page) {
        HttpResponse<String> answer = form("/admin/dashboard" + form, "reason=because", "saler-access=over");

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(header(answer, "Location"))
                .isEqualTo("/auth/dashboard/continue?to=" + encoded("/admin/dashboard" + form + "?undone=true"));
        HttpResponse<String> back = page("/admin/dashboard" + form + "?undone=true", administrator);
        assertThat(back.statusCode()).isEqualTo(302);
        assertThat(header(back, "Location")).endsWith("/admin/dashboard" + page + "?undone=true");
        assertThat(header(page("/admin/dashboard" + form, administrator), "Location"))
                .endsWith("/admin/dashboard" + page);
        assertThat(page(SAGAS + "?undone=true", administrator).body()).contains("so nothing was done");
    }

    @Test
    void aFormOfAnotherSiteDoesNothing() {
        String path = SAGAS + "/" + STUCK + "/retry";
        String cookies = administrator + "; saler-form=" + FORM_TOKEN;

        for (String form : List.of("reason=a", "reason=a&_csrf=" + FORM_TOKEN, "reason=a&_csrf=" + masked("other"))) {
            HttpResponse<String> answer = send(path, form, cookies);
            assertThat(answer.statusCode()).isEqualTo(403);
            assertThat(answer.body()).contains("This page had become too old");
        }
        assertThat(send("/admin/dashboard/preferences", "theme=dark", "").statusCode())
                .isEqualTo(403);
        assertThat(sagas.retried).isNull();
    }

    /** A neighbour in the same domain can set a cookie, and so knows the token; the browser tells them from us. */
    @ParameterizedTest
    @ValueSource(strings = {"same-site", "cross-site"})
    void aFormOfANeighbourDoesNothing(String from) {
        String form = "reason=a&_csrf=" + masked(FORM_TOKEN);
        String cookies = administrator + "; saler-form=" + FORM_TOKEN;

        HttpResponse<String> answer = send(SAGAS + "/" + STUCK + "/retry", form, cookies, "Sec-Fetch-Site", from);

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("This page had become too old");
        assertThat(sagas.retried).isNull();
        assertThat(send(SAGAS + "/" + STUCK + "/retry", form, cookies, "Sec-Fetch-Site", "same-origin")
                        .statusCode())
                .isEqualTo(302);
    }

    @Test
    @Timeout(60)
    void aPageIsToldOfChangesAsTheyHappenAndWhenNobodyKnows() throws IOException, InterruptedException {
        HttpResponse<java.io.InputStream> stream = CLIENT.send(
                HttpRequest.newBuilder(request("/admin/dashboard/changes/sagas/" + STUCK, null), (name, value) -> true)
                        .header("Cookie", administrator)
                        .build(),
                BodyHandlers.ofInputStream());
        assertThat(stream.statusCode()).isEqualTo(200);
        try (var lines = new BufferedReader(new InputStreamReader(stream.body(), StandardCharsets.UTF_8))) {
            String first = told("changed", lines);
            sagas.attempts++;
            String second = told("changed", lines);
            assertThat(second).isNotEqualTo(first);

            sagas.away = true;
            told("away", lines);
            sagas.away = false;
            assertThat(told("changed", lines)).isEqualTo(second);
        } finally {
            sagas.away = false;
        }
    }

    private static String told(String event, BufferedReader lines) throws IOException {
        String line = lines.readLine();
        while (line != null && !line.equals("event:" + event)) {
            line = lines.readLine();
        }
        assertThat(line).as("The stream has ended").isNotNull();
        return lines.readLine();
    }

    @ParameterizedTest
    @CsvSource({
        "'', 'ar-EG,en;q=0.5', ar, rtl",
        "'', 'fr,en;q=0.5', en, ltr",
        "'', '', en, ltr",
        "'', '!!', en, ltr",
        "saler-language=ar, en, ar, rtl",
        "saler-language=xx, ar, ar, rtl"
    })
    void aPageSpeaksTheLanguageThatIsChosenOrPreferred(String cookie, String preferred, String language, String way) {
        HttpResponse<String> answer = preferred.isEmpty()
                ? get(SAGAS, null, "Cookie", administrator + "; " + cookie)
                : get(SAGAS, null, "Cookie", administrator + "; " + cookie, "Accept-Language", preferred);

        assertThat(answer.body()).contains("lang=\"%s\" dir=\"%s\"".formatted(language, way));
        assertThat(answer.body()).contains(language.equals("ar") ? "العمليات" : "Sagas");
        assertThat(answer.body()).doesNotContain("??");
    }

    @Test
    void languageAndColoursAreKeptByTheBrowser() {
        HttpResponse<String> answer = send(
                "/admin/dashboard/preferences",
                "language=ar&theme=dark&to=%2Fadmin%2Fdashboard%2Fsagas&_csrf=" + masked(FORM_TOKEN),
                "saler-form=" + FORM_TOKEN);

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(header(answer, "Location")).isEqualTo(SAGAS);
        assertThat(answer.headers().allValues("Set-Cookie"))
                .anySatisfy(cookie -> assertThat(cookie).startsWith("saler-language=ar; Path=/admin/dashboard;"))
                .anySatisfy(cookie -> assertThat(cookie).startsWith("saler-theme=dark; Path=/admin/dashboard;"));
        assertThat(page(SAGAS, administrator + "; saler-theme=dark").body()).contains("data-theme=\"dark\"");
        assertThat(page(SAGAS, administrator + "; saler-theme=<pink>").body()).doesNotContain("pink");
        assertThat(header(
                        send(
                                "/admin/dashboard/preferences",
                                "theme=auto&to=https%3A%2F%2Fevil.example&_csrf=" + masked(FORM_TOKEN),
                                "saler-form=" + FORM_TOKEN),
                        "Location"))
                .isEqualTo("/admin/dashboard");
    }

    @Test
    void theFormsOfAnOpenPageOutlastThePagesOpenedAfterIt() {
        HttpResponse<String> page = page(SAGAS, administrator + "; saler-form=" + FORM_TOKEN);

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().allValues("Set-Cookie")).noneMatch(cookie -> cookie.startsWith("saler-form="));
    }

    /** Another language is chosen by a form, which leads back by a link. */
    @Test
    void afterARefusalThePageCanBeSeenInAnotherLanguage() {
        String page = SAGAS + "/" + ENDED;
        assertThat(retry(ENDED, "because", administrator).body()).contains(leadsBackTo(page));
        String notFound = "/admin/dashboard/nowhere?a=b";
        assertThat(page(notFound, administrator).body()).contains(leadsBackTo(notFound));
        String wrong = SAGAS + "?status=SLEEPING";
        assertThat(page(wrong, administrator).body()).contains(leadsBackTo(wrong));
        assertThat(page(page + "?done=note", administrator).body()).contains(leadsBackTo(page));
        assertThat(page(SAGAS + "?undone=true&status=STUCK", administrator).body())
                .contains(leadsBackTo(SAGAS + "?status=STUCK"));
    }

    private static String leadsBackTo(String page) {
        return "name=\"to\" value=\"" + page + "\"";
    }

    private HttpResponse<String> retry(SagaId saga, String reason, String cookie) {
        return form(SAGAS + "/" + saga + "/retry", "reason=" + encoded(reason), cookie);
    }

    private HttpResponse<String> form(String path, String fields, String cookie) {
        return send(path, fields + "&_csrf=" + masked(FORM_TOKEN), cookie + "; saler-form=" + FORM_TOKEN);
    }
}
