package io.saler.projection;

import java.util.List;

/** The event processors of one process and its side, by their names. */
public record FoundProjections(List<ProjectionView> projections) {

    public FoundProjections {
        projections = List.copyOf(projections);
    }
}
