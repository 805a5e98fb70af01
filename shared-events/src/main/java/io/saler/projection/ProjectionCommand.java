package io.saler.projection;

/** What can be done about an event processor, by its name, and why. */
public sealed interface ProjectionCommand
        permits PauseProjection, ResumeProjection, SplitProjection, MergeProjection, RebuildProjection, CancelRebuild {

    String name();

    String reason();
}
