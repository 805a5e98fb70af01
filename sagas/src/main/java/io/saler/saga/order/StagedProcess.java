package io.saler.saga.order;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import io.saler.inventory.InventoryItemId;
import io.saler.saga.order.Step.Action;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * What is to be done is a queue of stages; the steps of one stage may be done in parallel, and a stage begins when the
 * one before it is through.
 */
@JsonAutoDetect(
        fieldVisibility = Visibility.ANY,
        getterVisibility = Visibility.NONE,
        isGetterVisibility = Visibility.NONE)
abstract class StagedProcess {

    private List<List<Step>> stages = new ArrayList<>();

    /** The command by which a step is done. */
    abstract Object command(Step step);

    /** Whether the outcome is known and everything is done that follows from it. */
    abstract boolean isFinished();

    /** What is to be done now; empty when the process only waits, or is through. */
    final List<Step> due() {
        return stages.isEmpty() ? List.of() : List.copyOf(stages.getFirst());
    }

    final void done(Step step) {
        if (!stages.isEmpty()) {
            stages.getFirst().remove(step);
            dropEmptyStages();
        }
    }

    final boolean isDue(Action action) {
        return due().stream().anyMatch(step -> step.action() == action);
    }

    final boolean isIdle() {
        return stages.isEmpty();
    }

    final void next(Collection<Step> stage) {
        stages.add(new ArrayList<>(stage));
        dropEmptyStages();
    }

    /** As part of what is to be done now. */
    final void alongside(Step step) {
        if (stages.isEmpty()) {
            next(List.of(step));
        } else {
            stages.getFirst().add(step);
        }
    }

    final void drop(Set<Action> superseded) {
        stages.forEach(stage -> stage.removeIf(step -> superseded.contains(step.action())));
        dropEmptyStages();
    }

    private void dropEmptyStages() {
        stages.removeIf(List::isEmpty);
    }

    static List<Step> forEach(Collection<String> items, Action action) {
        var steps = new ArrayList<Step>();
        items.forEach(item -> steps.add(new Step(action, new InventoryItemId(UUID.fromString(item)))));
        return steps;
    }
}
