package io.saler.saga.journal.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.serializer.Serializer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.saler.journal.SagaId;
import io.saler.saga.journal.JournalSettings;
import io.saler.saga.notification.AdministratorMail;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** Which mails are written about sagas in trouble, on a real database in which nobody sends them. */
class AlertsTest {

    private static final JsonMapper JSON = JsonMapper.shared();

    private static final String TRIED_AGAIN =
            "What fails is tried again by itself, and its saga goes on as soon as that succeeds.";

    private final WatchedDatabase database = WatchedDatabase.empty();
    private final SchedulerClient scheduler = SchedulerClient.Builder.create(database.source)
            .tableName("saga.scheduled_tasks")
            .serializer(new Json())
            .build();
    private final JournalSettings settings = Watching.settings();
    private final TroubleTable troubles = new TroubleTable(database.jdbi);
    private final ProgressTable progress = new ProgressTable(database.jdbi);
    private final StatisticsTable statistics = new StatisticsTable(database.jdbi);
    private final StepLimits limits = new StepLimits(settings, statistics, List.of());
    private Instant now = Instant.parse("2026-01-01T12:00:00Z");

    private static final class Json implements Serializer {

        @Override
        public byte[] serialize(Object data) {
            return JSON.writeValueAsBytes(data);
        }

        @Override
        public <T> T deserialize(Class<T> type, byte[] data) {
            return JSON.readValue(data, type);
        }
    }

    /** As a node would that has just started: all that is known is in the database. */
    private void look() {
        var watch = new SagaWatch(
                progress,
                statistics,
                troubles,
                limits,
                new Alerts(troubles, new AlertTable(database.jdbi), new AlertText("http://shop.example"), settings),
                new SagaMeters(new SimpleMeterRegistry(), List.of()),
                settings,
                database.transactions);
        watch.lookForTrouble(scheduler, now);
    }

    private void later(Duration time) {
        now = now.plus(time);
    }

    private SagaId failing(String step, String failure) {
        SagaId saga = database.unended("STUCK", step, now.minus(Duration.ofMinutes(3)));
        database.set(saga, "failing_since = :v0, failure = :v1", now.minus(Duration.ofMinutes(2)), failure);
        return saga;
    }

    private void goOn(SagaId saga) {
        database.set(
                saga,
                "status = 'COMPLETED', failure = null, failing_since = null, ended_at = :v0",
                now.truncatedTo(ChronoUnit.MILLIS));
    }

    private List<AdministratorMail> mails() {
        return database.jdbi.withHandle(handle -> handle.createQuery("""
                        select task_data from saga.scheduled_tasks
                        where task_name = 'mail-administrator' order by execution_time""")
                .map((row, context) -> JSON.readValue(row.getBytes("task_data"), AdministratorMail.class))
                .list());
    }

    @Test
    void ofAnOutageWithManyStuckSagasThereAreTwoMails() {
        SagaId first = failing("PAYING", "No answer");
        look();
        assertThat(mails()).isEmpty();

        later(Duration.ofSeconds(30));
        List<SagaId> others = IntStream.range(0, 499)
                .mapToObj(n -> failing("PAYING", "No answer"))
                .toList();
        look();
        later(Duration.ofMinutes(60));
        look();

        assertThat(mails()).hasSize(1);
        AdministratorMail mail = mails().getFirst();
        assertThat(mail.subject()).isEqualTo("Saler: 500 sagas are stuck");
        assertThat(mail.lines())
                .contains(
                        "500 × OrderSaga in PAYING, since 2026-01-01 11:58 UTC: No answer",
                        "http://shop.example/admin/dashboard/sagas/" + first,
                        "http://shop.example/admin/dashboard/sagas?status=STUCK",
                        TRIED_AGAIN);
        assertThat(mail.links()).allSatisfy(link -> assertThat(mail.lines()).contains(link));

        goOn(first);
        others.forEach(this::goOn);
        look();
        later(Duration.ofMinutes(5).minusMillis(1));
        look();
        assertThat(mails()).hasSize(1);

        later(Duration.ofMillis(1));
        look();
        look();

        assertThat(mails()).hasSize(2);
        assertThat(mails().getLast().subject()).isEqualTo("Saler: no saga is stuck any more");
        assertThat(mails().getLast().lines().getFirst())
                .isEqualTo(
                        "From 2026-01-01 12:00 UTC until 2026-01-01 13:00 UTC, 500 sagas were stuck. None is any more.");
    }

    @Test
    void whatPassesBeforeItIsToldIsNotTold() {
        SagaId saga = failing("PAYING", "No answer");
        look();
        goOn(saga);
        later(Duration.ofSeconds(30));
        look();
        later(Duration.ofHours(1));
        look();

        assertThat(mails()).isEmpty();

        // And what comes after that has its own time.
        failing("PAYING", "No answer");
        look();
        assertThat(mails()).isEmpty();
    }

    @Test
    void whatComesBackSoonIsTheSameTrouble() {
        goOn(tellOf("No answer"));
        look();
        later(Duration.ofMinutes(4));
        SagaId again = failing("PAYING", "No answer");
        look();
        later(Duration.ofMinutes(30));
        look();
        assertThat(mails()).hasSize(1);

        goOn(again);
        look();
        later(Duration.ofMinutes(5));
        look();

        assertThat(mails()).hasSize(2);
        assertThat(mails().getLast().lines().getFirst()).contains("2 sagas were stuck");
    }

    @Test
    void anotherCauseIsToldAndNotTooSoon() {
        tellOf("No answer");
        failing("CONFIRMING", "Refused");
        later(Duration.ofMinutes(9));
        look();
        assertThat(mails()).hasSize(1);

        later(Duration.ofMinutes(1));
        look();
        later(Duration.ofMinutes(30));
        look();

        assertThat(mails()).hasSize(2);
        assertThat(mails().getLast().subject()).isEqualTo("Saler: 2 sagas are stuck");
        assertThat(mails().getLast().lines().toString()).contains("No answer", "Refused");
    }

    @Test
    void anotherCauseOfTheSameSagaIsTold() {
        SagaId saga = tellOf("No answer");
        database.set(saga, "failure = 'Refused'");
        later(Duration.ofMinutes(10));
        look();

        assertThat(mails()).hasSize(2);
        assertThat(mails().getLast().subject()).isEqualTo("Saler: 1 saga is stuck");
        assertThat(mails().getLast().lines().toString()).contains("Refused").doesNotContain("No answer");
    }

    @Test
    void eachSagaSaysItInItsOwnWay() {
        for (int saga = 0; saga < 100; saga++) {
            failing("PAYING", "Stripe: status 503, code null, request req_Kx%dPq".formatted(saga));
        }
        look();
        for (int mails = 0; mails < 5; mails++) {
            later(Duration.ofMinutes(10));
            failing("PAYING", "Stripe: status 503, code null, request req_Zy%dPq".formatted(mails));
            look();
        }

        assertThat(mails()).hasSize(1);
    }

    @Test
    void theNextTroubleIsToldAnew() {
        SagaId saga = tellOf("No answer");
        goOn(saga);
        look();
        later(Duration.ofMinutes(5));
        look();
        assertThat(mails()).hasSize(2);

        tellOf("No answer");

        assertThat(mails()).hasSize(3);
        assertThat(mails().getLast().subject()).isEqualTo("Saler: 1 saga is stuck");
    }

    private SagaId tellOf(String failure) {
        SagaId saga = failing("PAYING", failure);
        look();
        later(Duration.ofSeconds(30));
        look();
        return saga;
    }

    @Test
    void ofSagasThatAreTooSlowItIsSaidThatNothingHasFailed() {
        database.unended("RUNNING", "RESERVING", now.minus(Duration.ofMinutes(11)));
        look();
        later(Duration.ofSeconds(30));
        look();

        AdministratorMail mail = mails().getFirst();
        assertThat(mail.lines())
                .contains(
                        "1 × OrderSaga in RESERVING for too long, since 2026-01-01 11:59 UTC; nothing has failed",
                        "http://shop.example/admin/dashboard/sagas?stuckFor=PT0S")
                .doesNotContain("http://shop.example/admin/dashboard/sagas?status=STUCK", TRIED_AGAIN);
    }

    @Test
    void nodesThatLookAtTheSameTimeWriteOneMail() {
        failing("PAYING", "No answer");
        look();
        later(Duration.ofMinutes(1));

        List<CompletableFuture<Void>> nodes = IntStream.range(0, 8)
                .mapToObj(node -> CompletableFuture.runAsync(this::look))
                .toList();
        nodes.forEach(CompletableFuture::join);

        assertThat(mails()).hasSize(1);
    }
}
