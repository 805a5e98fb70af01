package io.saler.query.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.saler.journal.JournalEntry;
import io.saler.journal.JournalEntry.FieldChange;
import io.saler.journal.JournalEntry.Kind;
import io.saler.journal.JournalEntry.Outcome;
import io.saler.journal.SagaId;
import io.saler.journal.SagaStatus;
import io.saler.journal.SagaView;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The way through its steps that a journal tells of a saga, and when it did what. */
class WalkTest {

    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

    private final List<JournalEntry> journal = new ArrayList<>();

    @Test
    void aSagaThatGoesWellTakesTheUsualSteps() {
        event("OrderPlaced", null);
        command("ReserveStock", Outcome.DONE);
        command("ReserveStock", Outcome.DONE);
        event("StockReserved", "PAYING");
        command("RequestPayment", Outcome.DONE);
        event("PaymentCaptured", "CONFIRMING");
        command("ConfirmOrder", Outcome.DONE);

        Walk walk = walk("OrderSaga", SagaStatus.COMPLETED);

        assertThat(states(walk.forward()))
                .containsExactly(
                        "RESERVING DONE [1]",
                        "PAYING DONE [2]",
                        "AWAITING_CUSTOMER SKIPPED []",
                        "SWITCHING SKIPPED []",
                        "CONFIRMING DONE [3]");
        assertThat(walk.forward().getFirst().commands()).containsExactly(new Walk.Taken.Sent("ReserveStock", 2, false));
        assertThat(walk.wentBack()).isFalse();
        assertThat(states(walk.back())).allMatch(step -> step.contains("SKIPPED"));
    }

    @Test
    void oneThatIsUnderWayIsInItsLastStepAndHasOthersBeforeIt() {
        event("OrderPlaced", null);
        event("StockReserved", "PAYING");

        assertThat(states(walk("OrderSaga", SagaStatus.RUNNING).forward()))
                .startsWith("RESERVING DONE [1]", "PAYING RUNNING [2]", "AWAITING_CUSTOMER OPEN []");
        assertThat(states(walk("OrderSaga", SagaStatus.STUCK).forward())).contains("PAYING FAILED [2]");
    }

    @Test
    void whatWasDoneBeforeTheWayBackIsUndone() {
        event("OrderPlaced", null);
        event("StockReserved", "PAYING");
        event("PaymentDeclined", "REJECTING");

        Walk walk = walk("OrderSaga", SagaStatus.COMPENSATED);

        assertThat(states(walk.forward()))
                .startsWith("RESERVING COMPENSATED [1]", "PAYING FAILED [2]")
                .endsWith("CONFIRMING SKIPPED []");
        assertThat(states(walk.back())).contains("REJECTING DONE [3]");
        assertThat(walk.wentBack()).isTrue();
    }

    @Test
    void aStepMayBeTakenMoreThanOnce() {
        event("OrderPlaced", null);
        event("StockReserved", "PAYING");
        event("PaymentActionRequired", "AWAITING_CUSTOMER");
        event("OrderPaymentAttempted", "PAYING");

        assertThat(states(walk("OrderSaga", SagaStatus.RUNNING).forward()))
                .contains("PAYING RUNNING [2, 4]", "AWAITING_CUSTOMER DONE [3]");
    }

    @Test
    void theStepsOfARefundAreItsCommands() {
        event("OrderRefundRequested", null);
        command("RefundPayment", Outcome.DONE);
        command("ReturnStock", Outcome.REFUSED);
        command("ReturnStock", Outcome.DONE);

        List<Walk.Taken> steps = walk("RefundSaga", SagaStatus.RUNNING).forward();

        assertThat(states(steps))
                .containsExactly(
                        "REFUND_PAYMENT DONE [1]",
                        "RETURN_STOCK RUNNING [2]",
                        "RECORD_REFUND OPEN []",
                        "RECORD_REFUND_REFUSED OPEN []");
        assertThat(steps.get(1).commands()).containsExactly(new Walk.Taken.Sent("ReturnStock", 2, false));
    }

    @Test
    void ofATypeThatIsNotKnownEachCommandIsAStep() {
        event("SomethingHappened", null);
        command("DoOne", Outcome.DONE);
        command("DoOther", Outcome.UNANSWERED);

        Walk walk = walk("NewSaga", SagaStatus.COMPLETED);

        assertThat(states(walk.forward())).containsExactly("DoOne DONE [1]", "DoOther DONE [2]");
        assertThat(walk.back()).isEmpty();
    }

    @Test
    void aJournalThatWasDeletedWithItsAgeTellsOfNoStep() {
        assertThat(states(walk("NewSaga", SagaStatus.COMPLETED).forward())).isEmpty();
        assertThat(Timeline.of(saga("NewSaga", SagaStatus.COMPLETED), walk("NewSaga", SagaStatus.COMPLETED), BEGIN)
                        .bars())
                .isEmpty();
    }

    @Test
    void barsAreAsLongAsWhatTheyStandForAndAlwaysToBeSeen() {
        event("OrderPlaced", null);
        command("ReserveStock", Outcome.DONE);
        event("StockReserved", "PAYING");
        command("RequestPayment", Outcome.REFUSED);

        Timeline timeline =
                Timeline.of(saga("OrderSaga", SagaStatus.COMPLETED), walk("OrderSaga", SagaStatus.COMPLETED), BEGIN);

        assertThat(timeline.length()).isEqualTo(Duration.ofSeconds(8));
        assertThat(timeline.bars())
                .extracting(bar -> "%s %s %s %s".formatted(bar.name(), bar.state(), bar.at(), bar.width()))
                .containsExactly(
                        "RESERVING whole 0.00% 37.50%",
                        "ReserveStock done 25.00% 0.60%",
                        "PAYING whole 37.50% 62.50%",
                        "RequestPayment refused 50.00% 0.60%");
        assertThat(timeline.ticks()).extracting(Timeline.Tick::after).endsWith(Duration.ofSeconds(8));
    }

    private void event(String name, @Nullable String phase) {
        add(Kind.EVENT, name, null, phase == null ? null : Map.of("process.phase", new FieldChange("BEFORE", phase)));
    }

    private void command(String name, Outcome outcome) {
        add(Kind.COMMAND, name, outcome, null);
    }

    private void add(Kind kind, String name, @Nullable Outcome outcome, @Nullable Map<String, FieldChange> change) {
        long number = journal.size() + 1;
        journal.add(new JournalEntry(
                number,
                BEGIN.plusSeconds(number),
                kind,
                name,
                outcome,
                outcome == null ? null : 5L,
                null,
                null,
                null,
                null,
                null,
                change,
                null));
    }

    private Walk walk(String type, SagaStatus status) {
        return Walk.of(saga(type, status), journal, BEGIN.plusSeconds(8));
    }

    private static SagaView saga(String type, SagaStatus status) {
        return new SagaView(
                SagaId.random(),
                type,
                status,
                null,
                null,
                BEGIN,
                BEGIN.plusSeconds(8),
                status.isEnd() ? BEGIN.plusSeconds(8) : null,
                null,
                null,
                null,
                null,
                Map.of(),
                Set.of());
    }

    private static List<String> states(List<Walk.Taken> steps) {
        return steps.stream()
                .map(step -> "%s %s %s".formatted(step.name(), step.state(), step.turns()))
                .toList();
    }
}
