package io.saler.axonserver.processor;

import io.saler.identity.Actor;
import io.saler.projection.AcceptRebuild;
import io.saler.projection.CancelRebuild;
import io.saler.projection.DropPrevious;
import io.saler.projection.MergeProjection;
import io.saler.projection.PauseProjection;
import io.saler.projection.ProjectionCommand;
import io.saler.projection.ProjectionFailure;
import io.saler.projection.RebuildProjection;
import io.saler.projection.ResumeProjection;
import io.saler.projection.RollBackProjection;
import io.saler.projection.SplitProjection;
import java.util.List;

/** Writes down what is wanted of this side's processors. To be called within a transaction. */
public final class ProcessorControls {

    private static final int MOST_SEGMENTS = 32;

    private final LocalProcessors processors;
    private final SegmentTable segments;
    private final ControlTable controls;
    private final StewardCall steward;

    ProcessorControls(LocalProcessors processors, SegmentTable segments, ControlTable controls, StewardCall steward) {
        this.processors = processors;
        this.segments = segments;
        this.controls = controls;
        this.steward = steward;
    }

    /** Whether the processor is one of this node's side. */
    public boolean has(String processor) {
        return processors.has(processor);
    }

    /** Whether no node is to run it until somebody resumes it. */
    public boolean isPaused(String processor) {
        return controls.all().getOrDefault(processor, Control.NONE).paused();
    }

    /** Does what is asked for, of what every side can do; or throws a {@link ProjectionFailure}. */
    public void carryOut(ProjectionCommand command, Actor actor) {
        String name = command.name();
        if (!processors.has(name)) {
            throw new ProjectionFailure.ProjectionUnknown();
        }
        switch (command) {
            case PauseProjection pause -> controls.pause(name, true);
            case ResumeProjection resume -> controls.pause(name, false);
            case SplitProjection split -> {
                if (segments(name) >= MOST_SEGMENTS) {
                    throw new ProjectionFailure.TooManySegments(MOST_SEGMENTS);
                }
                begin(name, ProcessorTask.SPLIT);
            }
            case MergeProjection merge -> {
                if (segments(name) < 2) {
                    throw new ProjectionFailure.OnlySegment();
                }
                begin(name, ProcessorTask.MERGE);
            }
            case RebuildProjection rebuild -> throw new ProjectionFailure.NotRebuildable(name);
            case CancelRebuild cancel -> throw new ProjectionFailure.RebuildUnknown();
            case AcceptRebuild accept -> throw new ProjectionFailure.RebuildUnknown();
            case RollBackProjection back -> throw new ProjectionFailure.NoPreviousGeneration(name);
            case DropPrevious drop -> throw new ProjectionFailure.NoPreviousGeneration(name);
        }
        note(command, actor);
    }

    /** Has something done with a processor's tokens; throws {@link ProjectionFailure.ProjectionBusy}. */
    public void begin(String processor, ProcessorTask task) {
        if (!controls.begin(processor, task)) {
            throw new ProjectionFailure.ProjectionBusy(processor);
        }
    }

    /** Has a task not done that is not begun; false if it is done. */
    public boolean withdraw(String processor, ProcessorTask task) {
        return controls.end(processor, task);
    }

    /** Keeps who wanted it, and why; this node begins with it as soon as the transaction has ended. */
    public void note(ProjectionCommand command, Actor actor) {
        note(command.name(), command.getClass().getSimpleName(), actor, command.reason());
        steward.onceCommitted();
    }

    /** Keeps who has done something else about a processor, and why. */
    public void note(String processor, String change, Actor actor, String reason) {
        controls.note(processor, change, actor, reason);
    }

    /** From now on no node claims any of a processor's tokens, for it is on its way out. */
    public void retire(String processor) {
        controls.pause(processor, true);
    }

    /**
     * Forgets all about a retired processor but that it is retired: a node that has not looked since then would start
     * it from the first event. False, with nothing done, as long as a node has one of its tokens.
     */
    public boolean forget(String processor) {
        boolean claimed =
                segments.all().getOrDefault(processor, List.of()).stream().anyMatch(segment -> segment.node() != null);
        if (!claimed) {
            controls.forget(processor);
        }
        return !claimed;
    }

    private int segments(String processor) {
        return segments.all().getOrDefault(processor, List.of()).size();
    }
}
