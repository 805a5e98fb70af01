package io.saler.query.projection;

import static java.util.stream.Collectors.toUnmodifiableMap;

import io.saler.axonserver.processor.ProcessorControls;
import io.saler.axonserver.processor.ProcessorTask;
import io.saler.identity.Actor;
import io.saler.projection.CancelRebuild;
import io.saler.projection.MergeProjection;
import io.saler.projection.PauseProjection;
import io.saler.projection.ProjectionCommand;
import io.saler.projection.ProjectionFailure;
import io.saler.projection.RebuildProgress;
import io.saler.projection.RebuildProjection;
import io.saler.projection.ResumeProjection;
import io.saler.projection.SplitProjection;
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
    private final Map<String, ReadModel> models;

    ProjectionCommands(ProcessorControls controls, OtherSides others, RebuildTable rebuilds, List<ReadModel> models) {
        this.controls = controls;
        this.others = others;
        this.rebuilds = rebuilds;
        this.models = models.stream().collect(toUnmodifiableMap(ReadModel::processor, Function.identity()));
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
        Actor actor = Actor.of(origin);
        rebuilds.ask(name, command.emptyFirst() || model.readByNobody(), actor, command.reason());
        controls.note(command, actor);
    }

    @CommandHandler
    void handle(CancelRebuild command, MetaData origin) {
        String name = command.name();
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
