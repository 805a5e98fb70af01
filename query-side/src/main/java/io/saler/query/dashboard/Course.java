package io.saler.query.dashboard;

import io.saler.journal.JournalEntry;
import io.saler.journal.JournalEntry.Kind;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The steps that sagas of one type go through, in their usual order: forward, and back when what was done has to be
 * undone. Which of them one saga took is read in its journal.
 */
record Course(List<Step> forward, List<Step> back) {

    /**
     * @param name as the saga's state calls it
     * @param commands by which the step is recognised; none when it is by its name in the saga's state
     * @param usual whether a saga that goes well takes it
     */
    record Step(String name, Set<String> commands, boolean usual) {

        private static Step stage(String name) {
            return new Step(name, Set.of(), true);
        }

        private static Step detour(String name) {
            return new Step(name, Set.of(), false);
        }

        private static Step of(String name, String command) {
            return new Step(name, Set.of(command), true);
        }
    }

    private static final Course ORDER = new Course(
            List.of(
                    Step.stage("RESERVING"),
                    Step.stage("PAYING"),
                    Step.detour("AWAITING_CUSTOMER"),
                    Step.detour("SWITCHING"),
                    Step.stage("CONFIRMING")),
            List.of(Step.detour("CANCELLING"), Step.detour("REJECTING"), Step.detour("WITHDRAWING")));

    private static final Course REFUND = new Course(
            List.of(
                    Step.of("REFUND_PAYMENT", "RefundPayment"),
                    Step.of("RETURN_STOCK", "ReturnStock"),
                    Step.of("RECORD_REFUND", "RecordRefund"),
                    new Step("RECORD_REFUND_REFUSED", Set.of("RecordRefundRefused"), false)),
            List.of());

    /** Of a type that is not known here, each command is a step. */
    static Course of(String type, List<JournalEntry> journal) {
        return switch (type) {
            case "OrderSaga" -> ORDER;
            case "RefundSaga" -> REFUND;
            default ->
                new Course(
                        journal.stream()
                                .filter(entry -> entry.kind() == Kind.COMMAND)
                                .map(JournalEntry::name)
                                .collect(LinkedHashSet<String>::new, Set::add, Set::addAll)
                                .stream()
                                .map(command -> Step.of(command, command))
                                .toList(),
                        List.of());
        };
    }

    boolean leadsBack(Step step) {
        return back.contains(step);
    }

    /** What a saga begins with; null when its commands tell. */
    @Nullable
    Step first() {
        return forward.stream()
                .findFirst()
                .filter(step -> step.commands().isEmpty())
                .orElse(null);
    }

    /** The step that an entry shows to have begun: a field of the state has become its name, or its command is sent. */
    Optional<Step> begunBy(JournalEntry entry) {
        return all().filter(step -> entry.kind() == Kind.COMMAND
                        ? step.commands().contains(entry.name())
                        : step.commands().isEmpty() && hasBecome(step.name(), entry))
                .findFirst();
    }

    private static boolean hasBecome(String name, JournalEntry entry) {
        return entry.change() != null && entry.change().values().stream().anyMatch(change -> name.equals(change.to()));
    }

    private Stream<Step> all() {
        return Stream.concat(forward.stream(), back.stream());
    }

    /** The names of all steps that are known here. */
    static List<String> steps() {
        return Stream.of(ORDER, REFUND).flatMap(Course::all).map(Step::name).toList();
    }
}
