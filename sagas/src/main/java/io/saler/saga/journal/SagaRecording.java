package io.saler.saga.journal;

import io.saler.axonserver.json.Changes;
import io.saler.axonserver.json.MaskedJson;
import io.saler.journal.JournalEntry;
import io.saler.journal.JournalEntry.FieldChange;
import io.saler.journal.JournalEntry.Kind;
import io.saler.journal.JournalEntry.Outcome;
import io.saler.journal.JournalEntry.StoredEvent;
import io.saler.journal.SagaStatus;
import io.saler.saga.journal.SagaOutline.Mention;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.axonframework.deadline.DeadlineMessage;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.messaging.Message;
import org.axonframework.modelling.saga.AnnotatedSaga;
import org.jspecify.annotations.Nullable;

/** What happens to one saga within one transaction. Used by the thread of the transaction alone. */
final class SagaRecording {

    private static final int FIRST_ATTEMPTS = 5;
    private static final int THEN_EVERY = 10;

    private final AnnotatedSaga<?> saga;
    private final SagaOutlines outlines;
    private final List<Note> notes = new ArrayList<>();
    private final Map<String, @Nullable SetDeadline> deadlines = new HashMap<>();
    private final Map<String, String> knownAssociations;
    private final Set<Mention> mentioned = new LinkedHashSet<>();
    private @Nullable Map<String, Object> state;
    private @Nullable String step;
    private @Nullable Instant stepSince;
    private final List<PassedStep> passed = new ArrayList<>();
    private Instant lastActivityAt = Instant.now();

    /** Begins with the state that the saga has before any of it happens. */
    SagaRecording(AnnotatedSaga<?> saga, SagaOutlines outlines) {
        this.saga = saga;
        this.outlines = outlines;
        this.state = MaskedJson.of(saga.root());
        this.knownAssociations = isNew() ? Map.of() : associations();
        this.step = isNew() ? null : outlines.standing(saga.root()).step();
    }

    /** Whether it has never been stored. */
    private boolean isNew() {
        return !saga.getAssociationValues().addedAssociations().isEmpty();
    }

    /** A deadline that a saga waits for, by the id of its schedule. */
    record SetDeadline(Instant at, String id) {}

    /** A step in which a saga was between two messages of one transaction. */
    record PassedStep(String step, Instant since, Instant until) {}

    /** A message has reached the saga, and what it changes will be known when {@link #handled} is called. */
    ReachedSaga reached(Message<?> message) {
        var reached = new ReachedSaga(message);
        notes.add(reached);
        mentioned.addAll(outlines.mentionedBy(message.getPayload(), saga.root()));
        if (message instanceof DeadlineMessage<?> deadline) {
            deadlines.put(deadline.getDeadlineName(), null);
        }
        return reached;
    }

    /** A saga that has thrown may be in no state to be asked. */
    void succeeded(ReachedSaga reached) {
        String next = outlines.standing(saga.root()).step();
        if (!Objects.equals(next, step)) {
            if (step != null && stepSince != null) {
                passed.add(new PassedStep(step, stepSince, reached.at));
            }
            step = next;
            stepSince = reached.at;
        }
    }

    void handled(ReachedSaga reached) {
        Map<String, Object> after = MaskedJson.of(saga.root());
        reached.change = Changes.between(state, after);
        state = after;
        lastActivityAt = Instant.now();
        if (!saga.isActive()) {
            SagaStatus end = status();
            Instant at = lastActivityAt;
            notes.add(() -> entry(at, Kind.END, saga.root().getClass().getSimpleName(), outcome(end), null));
        }
    }

    void sent(SentCommand command) {
        notes.add(command);
    }

    void set(String deadline, Instant due, String id) {
        deadlines.put(deadline, new SetDeadline(due, id));
        note(deadline, Outcome.SET, due);
    }

    void cancelled(String deadline) {
        deadlines.put(deadline, null);
        note(deadline, Outcome.CANCELLED, null);
    }

    private void note(String deadline, Outcome outcome, @Nullable Instant due) {
        Instant at = Instant.now();
        notes.add(() -> entry(at, Kind.DEADLINE, deadline, outcome, due));
    }

    /** All of it, as it is to be written. */
    JournalRow row() {
        Standing standing = outlines.standing(saga.root());
        SagaStatus own = status();
        String failure = saga.isActive() ? standing.failure() : null;
        boolean stuck = failure != null;
        int attempts = stuck ? standing.attempts() : 0;
        Map<String, String> associations = associations();
        return new JournalRow(
                UUID.fromString(saga.getSagaIdentifier()),
                saga.root().getClass().getSimpleName(),
                stuck ? SagaStatus.STUCK : own,
                own,
                standing.step(),
                stepSince,
                List.copyOf(passed),
                standing.reason(),
                lastActivityAt,
                saga.isActive() ? null : lastActivityAt,
                failure == null ? null : FailureText.of(failure),
                attempts,
                stuck ? outlines.retryDeadline(saga.root()) : null,
                deadlines,
                associations,
                !associations.equals(knownAssociations),
                mentioned,
                entries(attempts));
    }

    /**
     * Of many attempts in a row that only fail, some: whatever is away may be so for days, and every saga that needs it
     * tries each few seconds.
     */
    private List<JournalEntry> entries(int failedAttempts) {
        List<JournalEntry> entries = notes.stream().map(Note::entry).toList();
        boolean told = failedAttempts <= FIRST_ATTEMPTS
                || failedAttempts % THEN_EVERY == 0
                || entries.stream().anyMatch(this::isNews);
        return told ? entries : List.of();
    }

    private boolean isNews(JournalEntry entry) {
        return switch (entry.kind()) {
            case RETRY -> false;
            case COMMAND -> entry.outcome() == Outcome.DONE;
            case DEADLINE -> !entry.name().equals(outlines.retryDeadline(saga.root()));
            case EVENT, ACTION, END -> true;
        };
    }

    /** Unless it is stuck. */
    private SagaStatus status() {
        return outlines.standing(saga.root()).status(!saga.isActive());
    }

    private Map<String, String> associations() {
        var associations = new TreeMap<>(outlines.about(saga.root()));
        saga.getAssociationValues().asSet().forEach(value -> associations.put(value.getKey(), value.getValue()));
        return associations;
    }

    private static Outcome outcome(SagaStatus end) {
        return switch (end) {
            case COMPLETED -> Outcome.COMPLETED;
            case COMPENSATED -> Outcome.COMPENSATED;
            case CANCELLED -> Outcome.CANCELLED;
            case RUNNING, STUCK, COMPENSATING -> throw new IllegalArgumentException(end + " is no end");
        };
    }

    private static JournalEntry entry(Instant at, Kind kind, String name, Outcome outcome, @Nullable Instant due) {
        return new JournalEntry(0, at, kind, name, outcome, null, null, due, null, null, null, null, null);
    }

    /** An event or a deadline, and what it has changed. */
    final class ReachedSaga implements Note {

        private final Message<?> message;
        private final Instant at = Instant.now();
        private @Nullable Map<String, FieldChange> change;

        private ReachedSaga(Message<?> message) {
            this.message = message;
        }

        @Override
        public JournalEntry entry() {
            boolean passed = message instanceof DeadlineMessage;
            return new JournalEntry(
                    0,
                    at,
                    kind(),
                    name(),
                    passed ? Outcome.PASSED : null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    MaskedJson.of(message.getPayload()),
                    change,
                    original());
        }

        private @Nullable StoredEvent original() {
            return message instanceof DomainEventMessage<?> event
                            && !MaskedJson.ownWords(event.getPayloadType()).isEmpty()
                    ? new StoredEvent(event.getAggregateIdentifier(), event.getSequenceNumber())
                    : null;
        }

        private Kind kind() {
            if (!(message instanceof DeadlineMessage<?> deadline)) {
                return Kind.EVENT;
            }
            return deadline.getDeadlineName().equals(outlines.retryDeadline(saga.root())) ? Kind.RETRY : Kind.DEADLINE;
        }

        private String name() {
            return message instanceof DeadlineMessage<?> deadline
                    ? deadline.getDeadlineName()
                    : message.getPayloadType().getSimpleName();
        }
    }
}
