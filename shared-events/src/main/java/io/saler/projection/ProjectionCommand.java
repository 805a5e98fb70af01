package io.saler.projection;

/** What can be done about an event processor or a read model, by its name, and why. */
public sealed interface ProjectionCommand
        permits PauseProjection,
                ResumeProjection,
                SplitProjection,
                MergeProjection,
                RebuildProjection,
                CancelRebuild,
                AcceptRebuild,
                RollBackProjection,
                DropPrevious {

    String name();

    String reason();
}
