package io.saler.demo.replay;

import org.jspecify.annotations.Nullable;

/** How far a rebuild is, as Saler answers it; fields that do not matter here are left out. */
record RebuildState(
        String status,
        long done,
        long total,
        double eventsPerSecond,
        @Nullable Long secondsLeft,
        @Nullable Long differences,
        @Nullable String endedAt) {

    boolean hasEnded() {
        return endedAt != null;
    }

    boolean isUndecided() {
        return status.equals("UNDECIDED");
    }

    boolean isFailing() {
        return status.equals("FAILED");
    }

    boolean isCompleted() {
        return status.equals("COMPLETED");
    }
}
