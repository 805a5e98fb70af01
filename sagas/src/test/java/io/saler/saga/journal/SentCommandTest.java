package io.saler.saga.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.saler.failure.FailureDetails;
import io.saler.failure.FailureKind;
import io.saler.journal.JournalEntry;
import java.util.Map;
import org.axonframework.commandhandling.CommandExecutionException;
import org.junit.jupiter.api.Test;

class SentCommandTest {

    private final SentCommand sent = new SentCommand(Map.of());

    @Test
    void tellsOfARefusalItsTypeFirst() {
        var details = new FailureDetails(FailureKind.CONFLICT, "already-paid", "The order is paid already.", Map.of());

        sent.failed(new CommandExecutionException("Refused", null, details));

        assertThat(sent.entry().outcome()).isEqualTo(JournalEntry.Outcome.REFUSED);
        assertThat(sent.entry().error()).isEqualTo("already-paid: The order is paid already.");
    }

    @Test
    void tellsOfARefusalWithOtherDetailsWhatItSays() {
        sent.failed(new CommandExecutionException("Not now", null, Map.of("type", "elsewhere")));

        assertThat(sent.entry().outcome()).isEqualTo(JournalEntry.Outcome.REFUSED);
        assertThat(sent.entry().error()).isEqualTo("Not now");
    }

    @Test
    void tellsOfARefusalWithoutDetailsWhatItSays() {
        sent.failed(new CommandExecutionException("Not now", null));

        assertThat(sent.entry().error()).isEqualTo("Not now");
    }
}
