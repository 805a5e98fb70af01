package io.saler.saga.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.axoniq.axonserver.connector.ErrorCategory;
import io.saler.failure.FailureDetails;
import io.saler.failure.FailureKind;
import io.saler.journal.JournalEntry;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.axonframework.axonserver.connector.AxonServerException;
import org.axonframework.commandhandling.CommandExecutionException;
import org.axonframework.commandhandling.NoHandlerForCommandException;
import org.axonframework.commandhandling.distributed.CommandDispatchException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

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

    @Test
    void keepsTheBeginningOfALongRefusal() {
        sent.failed(new CommandExecutionException("No. ".repeat(1_000), null));

        assertThat(sent.entry().error()).startsWith("No. No.").hasSizeBetween(500, 550);
    }

    @ParameterizedTest
    @MethodSource("losses")
    void whatWasLostOnItsWayIsNotRefused(RuntimeException loss) {
        sent.failed(loss);

        assertThat(sent.entry().outcome()).isEqualTo(JournalEntry.Outcome.UNANSWERED);
        assertThat(sent.entry().durationMs()).isNull();
        assertThat(sent.entry().error()).contains("The line is dead").doesNotContain("CompletionException");
    }

    static Stream<RuntimeException> losses() {
        var lost = new io.axoniq.axonserver.connector.AxonServerException(
                ErrorCategory.COMMAND_DISPATCH_ERROR, "The line is dead", "a client");
        return Stream.of(
                // An answer that does not come back from Axon Server.
                new CompletionException(lost),
                lost,
                new AxonServerException("AXONIQ-4002", "The line is dead"),
                new CommandDispatchException("The line is dead"),
                new NoHandlerForCommandException("The line is dead"));
    }

    /** Whoever appends an event second is told so by the same exception. */
    @Test
    void aRefusalMayHaveALossAsItsCause() {
        sent.failed(new CompletionException(
                new ConcurrencyException("Too late", new AxonServerException("AXONIQ-2000", "Invalid sequence"))));

        assertThat(sent.entry().outcome()).isEqualTo(JournalEntry.Outcome.REFUSED);
        assertThat(sent.entry().error()).contains("Too late");
    }
}
