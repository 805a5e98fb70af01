package io.saler.query.dashboard;

import io.saler.journal.JournalEntry;
import io.saler.journal.JournalEntry.Kind;
import io.saler.journal.JournalEntry.Outcome;
import io.saler.journal.SagaStatus;
import io.saler.journal.SagaView;
import io.saler.query.dashboard.Course.Step;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The way that one saga has taken through the {@link Course} of its type, as its journal tells it. */
final class Walk {

    /** How a step stands. */
    enum State {
        DONE,
        RUNNING,
        FAILED,
        COMPENSATED,
        SKIPPED,
        /** It comes next, or would if things went another way. */
        OPEN
    }

    /** A stay in a step, which may be taken more than once. */
    record Visit(Step step, Instant from, Instant to, List<JournalEntry> commands) {}

    /**
     * A step with what came of it.
     *
     * @param turns in the saga's way this was the first, the third, …
     */
    record Taken(String name, State state, boolean usual, List<Integer> turns, List<Sent> commands) {

        /** Commands of one name. */
        record Sent(String name, int times, boolean refused) {}
    }

    private final SagaView saga;
    private final Course course;
    private final List<Visit> visits = new ArrayList<>();

    private Walk(SagaView saga, Course course) {
        this.saga = saga;
        this.course = course;
    }

    /** @param now where what has not ended yet ends for the moment */
    static Walk of(SagaView saga, List<JournalEntry> journal, Instant now) {
        var walk = new Walk(saga, Course.of(saga.type(), journal));
        walk.follow(journal, saga.endedAt() == null ? now : saga.endedAt());
        return walk;
    }

    private void follow(List<JournalEntry> journal, Instant end) {
        @Nullable Step step = course.first();
        Instant since = saga.startedAt();
        List<JournalEntry> commands = new ArrayList<>();
        for (JournalEntry entry : journal) {
            Optional<Step> begun = course.begunBy(entry);
            if (begun.isPresent() && !begun.get().equals(step)) {
                if (step != null) {
                    visits.add(new Visit(step, since, entry.at(), List.copyOf(commands)));
                    commands.clear();
                }
                step = begun.get();
                since = entry.at();
            }
            if (entry.kind() == Kind.COMMAND) {
                commands.add(entry);
            }
        }
        if (step != null) {
            visits.add(new Visit(step, since, end, List.copyOf(commands)));
        }
    }

    List<Visit> visits() {
        return List.copyOf(visits);
    }

    public List<Taken> forward() {
        return course.forward().stream().map(this::taken).toList();
    }

    public List<Taken> back() {
        return course.back().stream().map(this::taken).toList();
    }

    public boolean wentBack() {
        return visits.stream().anyMatch(visit -> course.leadsBack(visit.step()));
    }

    private Taken taken(Step step) {
        var turns = new ArrayList<Integer>();
        Map<String, Taken.Sent> commands = new LinkedHashMap<>();
        for (int turn = 0; turn < visits.size(); turn++) {
            Visit visit = visits.get(turn);
            if (visit.step().equals(step)) {
                turns.add(turn + 1);
                visit.commands()
                        .forEach(command -> commands.merge(
                                command.name(),
                                new Taken.Sent(command.name(), 1, command.outcome() != Outcome.DONE),
                                // What was refused at first and succeeded at last has succeeded.
                                (earlier, later) ->
                                        new Taken.Sent(command.name(), earlier.times() + 1, later.refused())));
            }
        }
        return new Taken(step.name(), state(step), step.usual(), turns, List.copyOf(commands.values()));
    }

    private State state(Step step) {
        if (visits.stream().noneMatch(visit -> visit.step().equals(step))) {
            return saga.status().isEnd() ? State.SKIPPED : State.OPEN;
        }
        boolean last = visits.getLast().step().equals(step);
        if (last && !saga.status().isEnd()) {
            return saga.status() == SagaStatus.STUCK ? State.FAILED : State.RUNNING;
        }
        if (!wentBack() || course.leadsBack(step)) {
            return State.DONE;
        }
        return step.equals(turningPoint()) ? State.FAILED : State.COMPENSATED;
    }

    /** The last step forward before everything went back. */
    private @Nullable Step turningPoint() {
        Step turned = null;
        for (Visit visit : visits) {
            if (course.leadsBack(visit.step())) {
                return turned;
            }
            turned = visit.step();
        }
        return turned;
    }
}
