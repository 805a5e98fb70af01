package io.saler.saga.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.saler.saga.journal.SagaRecording.PassedStep;
import io.saler.saga.journal.SagaRecording.ReachedSaga;
import io.saler.saga.journal.Standing.Course;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.modelling.saga.AnnotatedSaga;
import org.junit.jupiter.api.Test;

/** What is recorded of a saga to which much happens within one transaction. */
class SagaRecordingTest {

    private final Walk walk = new Walk();
    private final SagaRecording recording = new SagaRecording(
            new AnnotatedSaga<>(UUID.randomUUID().toString(), Set.of(), walk, null, null),
            new SagaOutlines(List.of(new Outline())));

    /** A saga that does nothing by itself. */
    private static final class Walk {

        private String step = "RESERVING";
    }

    private static final class Outline implements SagaOutline<Walk> {

        @Override
        public Class<Walk> saga() {
            return Walk.class;
        }

        @Override
        public Map<String, String> about(Walk saga) {
            return Map.of();
        }

        @Override
        public String retryDeadline() {
            return "retry";
        }

        @Override
        public Standing standing(Walk saga) {
            return new Standing(Course.FORWARD, saga.step, null, 0, null);
        }
    }

    private void reach(String step) {
        ReachedSaga reached = recording.reached(GenericEventMessage.asEventMessage(Map.of("to", step)));
        walk.step = step;
        recording.succeeded(reached);
        recording.handled(reached);
    }

    @Test
    void stepsThatBeginAndEndWithinTheTransactionAreToldToo() {
        reach("RESERVING");
        reach("PAYING");
        reach("PAYING");
        reach("SWITCHING");
        reach("CONFIRMING");

        JournalRow row = recording.row();

        assertThat(row.step()).isEqualTo("CONFIRMING");
        assertThat(row.passed()).extracting(PassedStep::step).containsExactly("PAYING", "SWITCHING");
        assertThat(row.passed().getFirst().until())
                .isEqualTo(row.passed().getLast().since());
        assertThat(row.passed().getLast().until()).isEqualTo(row.stepSince());
        assertThat(row.passed()).allSatisfy(passed -> assertThat(passed.since()).isBeforeOrEqualTo(passed.until()));
    }

    @Test
    void aStepInWhichItStaysIsNotPassed() {
        reach("PAYING");
        reach("PAYING");

        assertThat(recording.row().passed()).isEmpty();
    }
}
