package io.saler.saga.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.github.kagkarlsson.scheduler.task.Execution;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.TaskInstanceId;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.zaxxer.hikari.HikariDataSource;
import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadFullException;
import io.saler.axonserver.EmptyDatabase;
import io.saler.axonserver.schema.DatabaseConfiguration;
import io.saler.axonserver.schema.SchemaMigration;
import io.saler.journal.JournalEntry;
import io.saler.journal.JournalEntry.FieldChange;
import io.saler.journal.SagaId;
import io.saler.journal.SagaStatus;
import io.saler.journal.SagaView;
import io.saler.saga.Sagas;
import io.saler.saga.journal.SagaRecording.PassedStep;
import io.saler.saga.journal.SagaRecording.SetDeadline;
import io.saler.saga.notification.Contacts;
import io.saler.saga.task.Limits;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.postgres.PostgresPlugin;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** On a real database, where nothing happens by itself. */
class JournalTableTest {

    private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.MILLIS);

    private static HikariDataSource database;
    private static Jdbi jdbi;
    private static JournalTable table;
    private static JournalSearch search;
    private static ExpiredSagas expired;

    private final SagaId saga = SagaId.random();
    private final String payment = UUID.randomUUID().toString();
    private final String nextPayment = UUID.randomUUID().toString();
    private final TaskInstanceId charge = TaskInstanceId.of("charge-payment", payment);
    private final TaskInstanceId retry =
            TaskInstanceId.of("deadline", UUID.randomUUID().toString());

    @BeforeAll
    static void start() {
        database = EmptyDatabase.create().pool();
        new SchemaMigration(database, List.of(DatabaseConfiguration.AXON, Sagas.SCHEMA));
        jdbi = Jdbi.create(database).installPlugin(new PostgresPlugin());
        table = new JournalTable(
                jdbi, Tasks.oneTime(TaskDescriptor.of("deadline", Void.class)).execute((task, context) -> {}));
        search = new JournalSearch(jdbi, new Contacts(jdbi), new SagaOutlines(List.of()));
        expired = new ExpiredSagas(jdbi);
    }

    @AfterAll
    static void stop() {
        database.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\u0000", "\\u0000x", "\\\\u0000", "C:\\users \"and\" more\n"})
    void keepsTextsAsTheyAreWhateverTheyLookLike(String reason) {
        table.write(List.of(running(event(Map.of("reason", reason), Map.of()))));

        assertThat(entry().payload()).isEqualTo(Map.of("reason", reason));
    }

    @Test
    void leavesOutTheNullCharacterWhichTheDatabaseCannotKeep() {
        table.write(List.of(running(new JournalEntry(
                0,
                NOW,
                JournalEntry.Kind.COMMAND,
                "ConfirmOrder",
                JournalEntry.Outcome.REFUSED,
                7L,
                "No\0thing",
                null,
                null,
                null,
                Map.of("na\0me", List.of("\0value")),
                Map.of("fie\0ld", new FieldChange("be\0fore", "\0")),
                null))));

        assertThat(entry().error()).isEqualTo("Nothing");
        assertThat(entry().payload()).isEqualTo(Map.of("name", List.of("value")));
        assertThat(entry().change()).isEqualTo(Map.of("field", new FieldChange("before", "")));

        table.failed(charge, "The gateway says \0", 1, NOW);

        assertThat(view().failure().reason()).isEqualTo("The gateway says ");
    }

    @Test
    void keepsTheBeginningOfALongFailure() {
        table.write(List.of(running()));

        table.failed(charge, "The gateway is away. ".repeat(1_000), 1, NOW);

        assertThat(view().failure().reason()).startsWith("The gateway is away.").hasSizeBetween(500, 550);
    }

    /** It may be the first that is heard of a saga that began before there was a journal. */
    @Test
    void whatIsNotToldChangesTheSagaAllTheSame() {
        table.write(List.of(silent(6)));

        assertThat(view().startedAt()).isEqualTo(NOW);
        assertThat(view().failure().attempts()).isEqualTo(6);

        table.write(List.of(running()));
        table.write(List.of(silent(7)));

        assertThat(view().failure().attempts()).isEqualTo(7);
        assertThat(search.find(saga).orElseThrow().retry().getId()).isEqualTo(retry.getId());
        assertThat(search.entries(saga, 0, 10)).extracting(JournalEntry::number).containsExactly(1L);

        table.write(List.of(running()));

        assertThat(search.entries(saga, 0, 10)).extracting(JournalEntry::number).containsExactly(1L, 2L);
    }

    @Test
    void aMessageDoesNotChangeThatTheWorkFailsThatTheSagaWaitsFor() {
        table.write(List.of(running()));
        schedule(charge, 2);
        table.failed(charge, "The gateway is away", 2, NOW.minusSeconds(60));

        table.write(List.of(running()));

        assertThat(view().status()).isEqualTo(SagaStatus.STUCK);
        assertThat(view().failure().reason()).isEqualTo("The gateway is away");
        assertThat(view().failure().since()).isEqualTo(NOW.minusSeconds(60));
        assertThat(view().failure().attempts()).isEqualTo(2);
        assertThat(view().failure().retryAt()).isAfter(NOW);

        table.done(charge);

        assertThat(view().status()).isEqualTo(SagaStatus.RUNNING);
        assertThat(view().failure()).isNull();
    }

    @Test
    void aMessageFindsThatTheWorkIsDone() {
        table.write(List.of(running()));
        schedule(charge, 2);
        table.failed(charge, "The gateway is away", 2, NOW);
        jdbi.useHandle(handle -> handle.execute("delete from saga.scheduled_tasks where task_instance = ?", payment));

        table.write(List.of(running()));

        assertThat(view().status()).isEqualTo(SagaStatus.RUNNING);
        assertThat(view().failure()).isNull();
        assertThat(search.find(saga).orElseThrow().retry()).isNull();
    }

    @Test
    void aMessageFindsThatTheWorkDoesNotFailAnyMore() {
        table.write(List.of(running()));
        schedule(charge, 0);
        table.failed(charge, "The gateway is away", 2, NOW);

        table.write(List.of(running()));

        assertThat(view().status()).isEqualTo(SagaStatus.RUNNING);
        assertThat(view().failure()).isNull();
    }

    @Test
    void workOfAnEarlierAttemptMayFailWithoutTheSaga() {
        table.write(List.of(running()));
        table.write(List.of(running(nextPayment)));

        table.failed(charge, "The gateway is away", 2, NOW);

        assertThat(view().status()).isEqualTo(SagaStatus.RUNNING);
        assertThat(view().failure()).isNull();

        table.failed(TaskInstanceId.of("charge-payment", nextPayment), "The gateway is away", 2, NOW);

        assertThat(view().status()).isEqualTo(SagaStatus.STUCK);
    }

    @Test
    void aSagaThatGoesOnToTheNextAttemptDoesNotWaitForTheOneBefore() {
        table.write(List.of(running()));
        schedule(charge, 2);
        table.failed(charge, "The gateway is away", 2, NOW);
        assertThat(view().status()).isEqualTo(SagaStatus.STUCK);

        table.write(List.of(running(nextPayment)));

        assertThat(view().status()).isEqualTo(SagaStatus.RUNNING);
        assertThat(search.find(saga).orElseThrow().retry()).isNull();
    }

    @Test
    void aSagasOwnFailureIsToldBeforeThatOfTheWork() {
        table.write(List.of(running()));
        schedule(charge, 2);
        table.failed(charge, "The gateway is away", 2, NOW);

        table.write(List.of(failing()));

        assertThat(view().failure().reason()).isEqualTo("Nobody confirms it");
        assertThat(search.find(saga).orElseThrow().retry().getId()).isEqualTo(retry.getId());
    }

    /** However often its deadline has failed, which is but the means by which it tries again. */
    @Test
    void aSagaThatSucceedsInItsOwnStepsIsNotStuckAnyMore() {
        table.write(List.of(failing()));
        assertThat(view().status()).isEqualTo(SagaStatus.STUCK);
        schedule(retry, 3);

        table.write(List.of(running()));

        assertThat(view().status()).isEqualTo(SagaStatus.RUNNING);
        assertThat(view().failure()).isNull();
    }

    @Test
    void aSagaThatHasEndedIsNotStuckAndWaitsForNothing() {
        table.write(List.of(failing()));
        assertThat(view().nextDeadline()).isEqualTo(new SagaView.Deadline("order-retry", NOW.plusSeconds(3600)));
        table.write(List.of(running()));
        schedule(charge, 2);
        table.failed(charge, "The gateway is away", 2, NOW);

        table.write(List.of(ended()));

        assertThat(view().status()).isEqualTo(SagaStatus.COMPLETED);
        assertThat(view().failure()).isNull();
        assertThat(view().nextDeadline()).isNull();
    }

    @Test
    void forgetsASagaThatHasEndedWhereNoJournalIsKept() {
        table.write(List.of(failing()));

        pruneVanished(NOW);
        assertThat(search.find(saga)).isPresent();

        pruneVanished(NOW.plusMillis(1));
        assertThat(search.find(saga)).isEmpty();
        assertThat(associations()).isZero();
    }

    @Test
    void aSagaMayBeQuietForAsLongAsItIsThere() {
        table.write(List.of(failing()));
        jdbi.useHandle(handle -> handle.execute("insert into axon.saga (sagaid) values (?)", saga.toString()));

        pruneVanished(NOW.plusMillis(1));

        assertThat(view().status()).isEqualTo(SagaStatus.STUCK);
        assertThat(associations()).isEqualTo(1);
    }

    @Test
    void aSagaThatHasEndedIsNotTakenForVanished() {
        table.write(List.of(ended()));

        pruneVanished(NOW.plusMillis(1));

        assertThat(view().status()).isEqualTo(SagaStatus.COMPLETED);
    }

    private static void pruneVanished(Instant before) {
        while (expired.pruneVanished(before, 1)) {
            // In portions of one.
        }
    }

    private int associations() {
        return jdbi.withHandle(
                handle -> handle.createQuery("select count(*) from saga.journal_association where saga_id = :id")
                        .bind("id", saga.value())
                        .mapTo(Integer.class)
                        .one());
    }

    @Test
    void workOfWhichThereIsOneTooManyAtOnceHasNotFailed() {
        var awaited = new AwaitedWork(table);
        table.write(List.of(running()));
        Bulkhead limit = Limits.atOnce("payment gateway", 1);
        limit.acquirePermission();
        Throwable full = catchThrowable(() -> limit.executeRunnable(() -> {}));
        assertThat(full).isInstanceOf(BulkheadFullException.class);

        awaited.onExecutionComplete(ExecutionComplete.failure(execution(0), NOW, NOW, full));

        assertThat(view().status()).isEqualTo(SagaStatus.RUNNING);

        awaited.onExecutionComplete(
                ExecutionComplete.failure(execution(1), NOW, NOW, new IllegalStateException("Away")));
        awaited.onExecutionComplete(ExecutionComplete.failure(execution(2), NOW, NOW, full));

        assertThat(view().failure().reason()).contains("Away");
        assertThat(view().failure().attempts()).isEqualTo(2);

        awaited.onExecutionComplete(ExecutionComplete.success(execution(3), NOW, NOW));

        assertThat(view().status()).isEqualTo(SagaStatus.RUNNING);
    }

    private Execution execution(int earlierFailures) {
        var work = new TaskInstance<Void>(charge.getTaskName(), payment);
        return new Execution(NOW, work, true, "a node", null, null, earlierFailures, NOW, 1);
    }

    private static void schedule(TaskInstanceId work, int failures) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into saga.scheduled_tasks
                            (task_name, task_instance, execution_time, picked, consecutive_failures, version)
                        values (:task, :id, now() + interval '1 hour', false, :failures, 1)""")
                .bind("task", work.getTaskName())
                .bind("id", work.getId())
                .bind("failures", failures)
                .execute());
    }

    /** Between the steps, nothing is told. */
    @Test
    void tellsTheStatisticsOfEachStepOnce() {
        Instant paying = NOW.plusMillis(20);
        table.write(List.of(inStep("RESERVING", NOW, NOW.plusMillis(5), false)));
        table.write(List.of(inStep("RESERVING", null, NOW.plusMillis(9), false)));
        table.write(List.of(inStep("PAYING", paying, NOW.plusMillis(25), false)));
        table.write(List.of(inStep("PAYING", null, NOW.plusMillis(30), false)));
        assertThat(view().stepSince()).isEqualTo(paying);

        table.write(List.of(inStep("CONFIRMING", NOW.plusMillis(120), NOW.plusMillis(127), true)));

        assertThat(progress())
                .containsExactly(
                        "begun=%s".formatted(NOW),
                        "left=RESERVING after 20",
                        "left=PAYING after 100 ended=COMPLETED after 127 in CONFIRMING for 7 why sold out");
    }

    @Test
    void tellsTheStatisticsOfStepsThatBeginAndEndInOneTransaction() {
        table.write(List.of(inStep("RESERVING", NOW, NOW.plusMillis(5), false)));

        table.write(List.of(inStep(
                "CONFIRMING",
                NOW.plusMillis(60),
                List.of(
                        new PassedStep("PAYING", NOW.plusMillis(20), NOW.plusMillis(50)),
                        new PassedStep("SWITCHING", NOW.plusMillis(50), NOW.plusMillis(60))),
                NOW.plusMillis(61),
                false)));

        assertThat(progress())
                .containsExactly(
                        "begun=%s".formatted(NOW),
                        "left=RESERVING after 20",
                        "left=PAYING after 30",
                        "left=SWITCHING after 10");
        assertThat(view().stepSince()).isEqualTo(NOW.plusMillis(60));
    }

    private List<String> progress() {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select begun_at, left_step, left_ms::int, status, total_ms::int, last_step, last_ms::int, reason
                        from saga.journal_progress where saga_id = :id order by left_step is not null, left_at""")
                .bind("id", saga.value())
                .map((row, context) -> (row.getTimestamp("begun_at") == null
                                ? ""
                                : "begun=" + row.getTimestamp("begun_at").toInstant())
                        + (row.getString("left_step") == null
                                ? ""
                                : "left=%s after %d".formatted(row.getString("left_step"), row.getInt("left_ms")))
                        + (row.getString("status") == null
                                ? ""
                                : " ended=%s after %d in %s for %d why %s"
                                        .formatted(
                                                row.getString("status"),
                                                row.getInt("total_ms"),
                                                row.getString("last_step"),
                                                row.getInt("last_ms"),
                                                row.getString("reason"))))
                .list());
    }

    private JournalRow inStep(String step, Instant since, Instant at, boolean ended) {
        return inStep(step, since, List.of(), at, ended);
    }

    private JournalRow inStep(String step, Instant since, List<PassedStep> passed, Instant at, boolean ended) {
        return new JournalRow(
                saga.value(),
                "OrderSaga",
                ended ? SagaStatus.COMPLETED : SagaStatus.RUNNING,
                ended ? SagaStatus.COMPLETED : SagaStatus.RUNNING,
                step,
                since,
                passed,
                "sold out",
                at,
                ended ? at : null,
                null,
                0,
                null,
                Map.of(),
                Map.of("paymentId", payment),
                false,
                List.of(),
                List.of(event(Map.of(), Map.of())));
    }

    private SagaView view() {
        return search.find(saga).orElseThrow().saga();
    }

    private JournalEntry entry() {
        return search.entries(saga, 0, 1).getFirst();
    }

    private static JournalEntry event(Map<String, Object> payload, Map<String, FieldChange> change) {
        return new JournalEntry(
                0,
                NOW,
                JournalEntry.Kind.EVENT,
                "PaymentRequested",
                null,
                null,
                null,
                null,
                null,
                null,
                payload,
                change,
                null);
    }

    private JournalRow running() {
        return running(event(Map.of(), Map.of()));
    }

    private JournalRow running(String about) {
        return row(SagaStatus.RUNNING, null, 0, about, List.of(event(Map.of(), Map.of())));
    }

    private JournalRow running(JournalEntry entry) {
        return row(SagaStatus.RUNNING, null, 0, payment, List.of(entry));
    }

    private JournalRow failing() {
        return row(SagaStatus.RUNNING, "Nobody confirms it", 1, payment, List.of(event(Map.of(), Map.of())));
    }

    private JournalRow silent(int attempts) {
        return row(SagaStatus.RUNNING, "Nobody confirms it", attempts, payment, List.of());
    }

    private JournalRow ended() {
        return row(SagaStatus.COMPLETED, null, 0, payment, List.of(event(Map.of(), Map.of())));
    }

    private JournalRow row(SagaStatus own, String failure, int attempts, String about, List<JournalEntry> entries) {
        boolean fails = failure != null;
        return new JournalRow(
                saga.value(),
                "OrderSaga",
                fails ? SagaStatus.STUCK : own,
                own,
                "PAYING",
                null,
                List.of(),
                null,
                NOW,
                own.isEnd() ? NOW : null,
                failure,
                attempts,
                fails ? "order-retry" : null,
                fails ? Map.of("order-retry", new SetDeadline(NOW.plusSeconds(3600), retry.getId())) : Map.of(),
                Map.of("paymentId", about),
                !about.equals(payment),
                List.of(),
                entries);
    }
}
