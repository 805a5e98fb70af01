package io.saler.query.projection;

import static java.util.stream.Collectors.toUnmodifiableMap;

import io.saler.axonserver.processor.ProcessorControls;
import io.saler.axonserver.processor.ProcessorTask;
import io.saler.identity.Actor;
import io.saler.projection.AcceptRebuild;
import io.saler.projection.CancelRebuild;
import io.saler.projection.DropPrevious;
import io.saler.projection.MergeProjection;
import io.saler.projection.PauseProjection;
import io.saler.projection.ProjectionCommand;
import io.saler.projection.ProjectionFailure;
import io.saler.projection.RebuildProgress;
import io.saler.projection.RebuildProjection;
import io.saler.projection.ResumeProjection;
import io.saler.projection.RollBackProjection;
import io.saler.projection.SplitProjection;
import io.saler.query.generation.Generations;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.messaging.MetaData;
import org.springframework.stereotype.Component;

/** Carries out what is asked for about any event processor: those of other sides are theirs to deal with. */
@Component
class ProjectionCommands {

    private final ProcessorControls controls;
    private final OtherSides others;
    private final RebuildTable rebuilds;
    private final DeadLetterTable letters;
    private final Map<String, ReadModel> models;
    private final Generations generations;

    ProjectionCommands(
            ProcessorControls controls,
            OtherSides others,
            RebuildTable rebuilds,
            DeadLetterTable letters,
            List<ReadModel> models,
            Generations generations) {
        this.controls = controls;
        this.others = others;
        this.rebuilds = rebuilds;
        this.letters = letters;
        this.models = models.stream().collect(toUnmodifiableMap(ReadModel::processor, Function.identity()));
        this.generations = generations;
    }

    @CommandHandler
    void handle(PauseProjection command, MetaData origin) {
        carryOut(command, origin);
    }

    @CommandHandler
    void handle(ResumeProjection command, MetaData origin) {
        carryOut(command, origin);
    }

    @CommandHandler
    void handle(SplitProjection command, MetaData origin) {
        carryOut(command, origin);
    }

    @CommandHandler
    void handle(MergeProjection command, MetaData origin) {
        if (isBeingRebuilt(command.name())) {
            // Two parts that are not equally far could not be told from a single one any more.
            throw new ProjectionFailure.ProjectionBusy(command.name());
        }
        carryOut(command, origin);
    }

    @CommandHandler
    void handle(RebuildProjection command, MetaData origin) {
        String name = command.name();
        if (generations.has(name)) {
            generations.rebuild(command, Actor.of(origin));
            controls.note(command, Actor.of(origin));
            return;
        }
        ReadModel model = models.get(name);
        if (model == null) {
            if (controls.has(name) || others.have(name)) {
                throw new ProjectionFailure.NotRebuildable(name);
            }
            throw new ProjectionFailure.ProjectionUnknown();
        }
        controls.begin(name, ProcessorTask.REBUILD);
        if (isBeingRebuilt(name)) {
            throw new ProjectionFailure.ProjectionBusy(name);
        }
        boolean emptyFirst = command.emptyFirst() || model.readByNobody();
        if (!emptyFirst && letters.hasAny(name)) {
            throw new ProjectionFailure.DeadLettersParked(name);
        }
        Actor actor = Actor.of(origin);
        rebuilds.ask(name, emptyFirst, actor, command.reason());
        controls.note(command, actor);
    }

    @CommandHandler
    void handle(CancelRebuild command, MetaData origin) {
        String name = command.name();
        if (generations.has(name)) {
            generations.cancel(command);
            controls.note(command, Actor.of(origin));
            return;
        }
        Rebuild rebuild = rebuilds.find(name).orElseThrow(ProjectionFailure.RebuildUnknown::new);
        if (!rebuild.isUnderWay()) {
            throw new ProjectionFailure.RebuildEnded(rebuild.status());
        }
        if (controls.withdraw(name, ProcessorTask.REBUILD)) {
            rebuilds.end(name, RebuildProgress.Status.CANCELLED);
        } else if (rebuild.emptyFirst()) {
            throw new ProjectionFailure.RebuildIrrevocable();
        } else {
            controls.begin(name, ProcessorTask.CANCEL_REBUILD);
        }
        controls.note(command, Actor.of(origin));
    }

    @CommandHandler
    void handle(AcceptRebuild command, MetaData origin) {
        if (!generations.has(command.name())) {
            throw rebuilds.find(command.name())
                    .<ProjectionFailure>map(rebuild -> new ProjectionFailure.NothingToAccept(rebuild.status()))
                    .orElseGet(ProjectionFailure.RebuildUnknown::new);
        }
        generations.accept(command.name());
        controls.note(command, Actor.of(origin));
    }

    @CommandHandler
    void handle(RollBackProjection command, MetaData origin) {
        requireGenerations(command);
        generations.rollBack(command.name());
        controls.note(command, Actor.of(origin));
    }

    @CommandHandler
    void handle(DropPrevious command, MetaData origin) {
        requireGenerations(command);
        generations.dropPrevious(command.name());
        controls.note(command, Actor.of(origin));
    }

    private void requireGenerations(ProjectionCommand command) {
        String name = command.name();
        if (!generations.has(name)) {
            if (controls.has(name) || others.have(name)) {
                throw new ProjectionFailure.NoPreviousGeneration(name);
            }
            throw new ProjectionFailure.ProjectionUnknown();
        }
    }

    private boolean isBeingRebuilt(String name) {
        return rebuilds.find(name).filter(Rebuild::isUnderWay).isPresent();
    }

    private void carryOut(ProjectionCommand command, MetaData origin) {
        if (controls.has(command.name())) {
            controls.carryOut(command, Actor.of(origin));
        } else {
            others.carryOut(command);
        }
    }
}
