package io.saler.saga.journal;

import io.saler.axonserver.json.MaskedJson;
import io.saler.failure.FailureDetails;
import io.saler.journal.JournalEntry;
import io.saler.journal.JournalEntry.Kind;
import io.saler.journal.JournalEntry.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletionException;
import org.axonframework.axonserver.connector.AxonServerException;
import org.axonframework.commandhandling.CommandExecutionException;
import org.axonframework.commandhandling.NoHandlerForCommandException;
import org.axonframework.commandhandling.distributed.CommandDispatchException;
import org.jspecify.annotations.Nullable;

/** A command that a saga has sent. It may be answered on any thread, and after the saga has stopped waiting. */
final class SentCommand implements Note {

    private final Object command;
    private final Instant at = Instant.now();
    private final long began = System.nanoTime();
    private volatile @Nullable Answer answer;

    private record Answer(
            Outcome outcome,
            @Nullable Duration after,
            @Nullable String error) {}

    SentCommand(Object command) {
        this.command = command;
    }

    void done() {
        answer = new Answer(Outcome.DONE, sinceSent(), null);
    }

    void failed(Throwable why) {
        Throwable told = unwrapped(why);
        answer = isLost(told)
                ? new Answer(Outcome.UNANSWERED, null, text(told))
                : new Answer(Outcome.REFUSED, sinceSent(), text(told));
    }

    /** Further causes are none of the answer's: a handler is free to refuse because something else was lost. */
    private static Throwable unwrapped(Throwable why) {
        Throwable told = why;
        while (told instanceof CompletionException && told.getCause() != null) {
            told = told.getCause();
        }
        return told;
    }

    /** The command did not arrive, or what became of it was not heard. */
    private static boolean isLost(Throwable told) {
        return told instanceof NoHandlerForCommandException
                || told instanceof CommandDispatchException
                || told instanceof AxonServerException
                // The connector's own, of the same simple name.
                || told instanceof io.axoniq.axonserver.connector.AxonServerException;
    }

    private Duration sinceSent() {
        return Duration.ofNanos(System.nanoTime() - began);
    }

    /** The stable type of a refusal comes first, as clients see it. */
    private static String text(Throwable why) {
        return FailureText.of(
                why instanceof CommandExecutionException refused
                        ? refused.getDetails()
                                .filter(FailureDetails.class::isInstance)
                                .map(FailureDetails.class::cast)
                                .map(details -> details.type() + ": " + details.message())
                                .orElseGet(() -> String.valueOf(refused.getMessage()))
                        : why.toString());
    }

    @Override
    public JournalEntry entry() {
        Answer known = answer == null ? new Answer(Outcome.UNANSWERED, null, null) : answer;
        return new JournalEntry(
                0,
                at,
                Kind.COMMAND,
                command.getClass().getSimpleName(),
                known.outcome(),
                known.after() == null ? null : known.after().toMillis(),
                known.error(),
                null,
                null,
                null,
                MaskedJson.of(command),
                null,
                null);
    }
}
