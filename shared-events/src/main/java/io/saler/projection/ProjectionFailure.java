package io.saler.projection;

import io.saler.failure.Failure;
import io.saler.failure.FailureKind;
import java.util.Map;

/** Why something about event processors and dead letters can be refused. */
public abstract sealed class ProjectionFailure extends Failure {

    private static final long serialVersionUID = 1L;

    private ProjectionFailure(FailureKind kind, String type, String message, Map<String, String> properties) {
        super(kind, type, message, properties);
    }

    public static final class ProjectionUnknown extends ProjectionFailure {
        public ProjectionUnknown() {
            super(FailureKind.NOT_FOUND, "projection-unknown", "There is no such projection.", Map.of());
        }
    }

    /** Handling its events again would have effects that cannot be undone, or show what has ended. */
    public static final class NotRebuildable extends ProjectionFailure {
        public NotRebuildable(String name) {
            super(
                    FailureKind.CONFLICT,
                    "not-rebuildable",
                    "%s must not handle its events again.".formatted(name),
                    Map.of());
        }
    }

    /** Its segments are being changed, or it is being rebuilt. */
    public static final class ProjectionBusy extends ProjectionFailure {
        public ProjectionBusy(String name) {
            super(
                    FailureKind.CONFLICT,
                    "projection-busy",
                    "%s is being changed or rebuilt already.".formatted(name),
                    Map.of());
        }
    }

    /** What is parked waits for events that would be handled once more, and these would be parked behind it. */
    public static final class DeadLettersParked extends ProjectionFailure {
        public DeadLettersParked(String name) {
            super(
                    FailureKind.CONFLICT,
                    "dead-letters-parked",
                    "%s has dead letters: try them again or discard them first, or empty it.".formatted(name),
                    Map.of());
        }
    }

    public static final class TooManySegments extends ProjectionFailure {
        public TooManySegments(int most) {
            super(
                    FailureKind.CONFLICT,
                    "too-many-segments",
                    "A projection has %d segments at most.".formatted(most),
                    Map.of("most", Integer.toString(most)));
        }
    }

    /** There is nothing to put it together with. */
    public static final class OnlySegment extends ProjectionFailure {
        public OnlySegment() {
            super(FailureKind.CONFLICT, "only-segment", "The projection has a single segment.", Map.of());
        }
    }

    public static final class RebuildUnknown extends ProjectionFailure {
        public RebuildUnknown() {
            super(FailureKind.NOT_FOUND, "rebuild-unknown", "The projection was never rebuilt.", Map.of());
        }
    }

    public static final class RebuildEnded extends ProjectionFailure {
        public RebuildEnded(RebuildProgress.Status end) {
            super(
                    FailureKind.CONFLICT,
                    "rebuild-ended",
                    "The rebuild has ended: it is %s.".formatted(end),
                    Map.of("rebuildStatus", end.name()));
        }
    }

    /** What was there before is deleted, so there is no way back. */
    public static final class RebuildIrrevocable extends ProjectionFailure {
        public RebuildIrrevocable() {
            super(
                    FailureKind.CONFLICT,
                    "rebuild-irrevocable",
                    "The projection was emptied for its rebuild, which has to go on.",
                    Map.of());
        }
    }

    /** A new generation begins empty, beside the one that is read. */
    public static final class NeverEmptied extends ProjectionFailure {
        public NeverEmptied(String name) {
            super(
                    FailureKind.CONFLICT,
                    "never-emptied",
                    "%s is rebuilt beside what is read, and is never emptied.".formatted(name),
                    Map.of());
        }
    }

    /** What is read has more than the node that was asked could make. */
    public static final class DefinitionOutdated extends ProjectionFailure {
        public DefinitionOutdated(String name) {
            super(
                    FailureKind.CONFLICT,
                    "definition-outdated",
                    "%s is read in a newer version than this node can make.".formatted(name),
                    Map.of());
        }
    }

    /** There is no new generation that was compared and waits for somebody's decision. */
    public static final class NothingToAccept extends ProjectionFailure {
        public NothingToAccept(RebuildProgress.Status status) {
            super(
                    FailureKind.CONFLICT,
                    "nothing-to-accept",
                    "The rebuild does not wait for a decision: it is %s.".formatted(status),
                    Map.of("rebuildStatus", status.name()));
        }
    }

    public static final class NoPreviousGeneration extends ProjectionFailure {
        public NoPreviousGeneration(String name) {
            super(
                    FailureKind.CONFLICT,
                    "no-previous-generation",
                    "No generation of %s is kept beside the one that is read.".formatted(name),
                    Map.of());
        }
    }

    /** Readers would see what was so some time ago. */
    public static final class GenerationBehind extends ProjectionFailure {
        public GenerationBehind(String processor) {
            super(
                    FailureKind.CONFLICT,
                    "generation-behind",
                    "%s is behind what is read at present.".formatted(processor),
                    Map.of());
        }
    }

    /** It would never be where what is read is. */
    public static final class GenerationPaused extends ProjectionFailure {
        public GenerationPaused(String processor) {
            super(FailureKind.CONFLICT, "generation-paused", "%s is paused.".formatted(processor), Map.of());
        }
    }

    public static final class DeadLetterUnknown extends ProjectionFailure {
        public DeadLetterUnknown() {
            super(FailureKind.NOT_FOUND, "dead-letter-unknown", "There is no such dead letter.", Map.of());
        }
    }

    /** It, or one before it, is being tried at this moment. */
    public static final class DeadLetterBusy extends ProjectionFailure {
        public DeadLetterBusy() {
            super(FailureKind.CONFLICT, "dead-letter-busy", "The dead letter is being tried just now.", Map.of());
        }
    }
}
