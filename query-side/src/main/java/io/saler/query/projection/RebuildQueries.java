package io.saler.query.projection;

import io.saler.axonserver.processor.ProcessorViews;
import io.saler.projection.FindRebuild;
import io.saler.projection.ProjectionView;
import io.saler.projection.RebuildProgress;
import io.saler.query.generation.GenerationQueries;
import org.axonframework.queryhandling.QueryHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Tells how far rebuilds have come. */
@Component
class RebuildQueries {

    private final RebuildTable rebuilds;
    private final ProcessorViews processors;
    private final GenerationQueries generations;

    RebuildQueries(RebuildTable rebuilds, ProcessorViews processors, GenerationQueries generations) {
        this.rebuilds = rebuilds;
        this.processors = processors;
        this.generations = generations;
    }

    @QueryHandler
    @Nullable
    RebuildProgress find(FindRebuild query) {
        return generations
                .progress(query.name())
                .or(() -> rebuilds.find(query.name())
                        .map(rebuild -> progress(
                                rebuild, processors.find(rebuild.projection()).orElse(null))))
                .orElse(null);
    }

    private static RebuildProgress progress(Rebuild rebuild, @Nullable ProjectionView projection) {
        long total = rebuild.total() == null ? 0 : rebuild.total();
        long done = switch (rebuild.status()) {
            case COMPLETED -> total;
            case CANCELLED -> 0;
            default -> projection == null || rebuild.total() == null ? 0 : Math.clamp(projection.position(), 0, total);
        };
        double speed = projection == null || !rebuild.isUnderWay() ? 0 : projection.eventsPerSecond();
        return new RebuildProgress(
                rebuild.projection(),
                status(rebuild, projection),
                done,
                total,
                speed,
                speed > 0 && rebuild.total() != null ? (long) Math.ceil((total - done) / speed) : null,
                null,
                rebuild.emptyFirst(),
                rebuild.actor(),
                rebuild.reason(),
                rebuild.startedAt(),
                rebuild.endedAt());
    }

    private static RebuildProgress.Status status(Rebuild rebuild, @Nullable ProjectionView projection) {
        if (!rebuild.isUnderWay() || projection == null) {
            return rebuild.status();
        }
        return switch (projection.status()) {
            case PAUSED -> RebuildProgress.Status.PAUSED;
            case FAILED -> RebuildProgress.Status.FAILED;
            default -> RebuildProgress.Status.RUNNING;
        };
    }
}
