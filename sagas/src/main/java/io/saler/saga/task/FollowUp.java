package io.saler.saga.task;

import org.jspecify.annotations.Nullable;

/** The data of a task that knows what it goes back to. */
public interface FollowUp {

    @Nullable
    Origin origin();
}
