package io.saler.query.generation;

import io.saler.axonserver.processor.ProcessorViews;
import io.saler.axonserver.processor.Standings;
import io.saler.projection.FindGenerations;
import io.saler.projection.FoundGenerations;
import io.saler.projection.FoundGenerations.TableComparison;
import io.saler.projection.ProjectionStatus;
import io.saler.projection.ProjectionView;
import io.saler.projection.RebuildProgress;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.axonframework.queryhandling.QueryHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Tells which generations there are, and how far the newest has come. */
@Component
public class GenerationQueries {

    private final Definitions definitions;
    private final GenerationRegister register;
    private final ProcessorViews processors;
    private final Standings standings;

    GenerationQueries(
            Definitions definitions, GenerationRegister register, ProcessorViews processors, Standings standings) {
        this.definitions = definitions;
        this.register = register;
        this.processors = processors;
        this.standings = standings;
    }

    @QueryHandler
    @Nullable
    FoundGenerations find(FindGenerations query) {
        return definitions.find(query.name()).map(this::found).orElse(null);
    }

    private FoundGenerations found(GeneratedReadModel definition) {
        ActiveModel model = register.model(definition.name()).orElseThrow();
        return new FoundGenerations(
                model.name(),
                definition.version(),
                register.there(model.name()).stream()
                        .map(kept -> view(model, kept))
                        .toList());
    }

    private FoundGenerations.Generation view(ActiveModel model, KeptGeneration kept) {
        return new FoundGenerations.Generation(
                kept.number(),
                kept.generation().version(),
                state(model, kept),
                kept.generation().processor(),
                standings.deadLetters(kept.generation().processor()),
                kept.startedAt(),
                kept.comparedTo(),
                register.comparison(kept.generation()));
    }

    private static FoundGenerations.State state(ActiveModel model, KeptGeneration kept) {
        return switch (kept.state()) {
            case BUILDING -> FoundGenerations.State.BUILDING;
            case COMPARING -> FoundGenerations.State.COMPARING;
            case SWITCHING -> kept.wasRead() ? FoundGenerations.State.PREVIOUS : FoundGenerations.State.COMPARING;
            case UNDECIDED -> FoundGenerations.State.UNDECIDED;
            case BUILT ->
                kept.number() == model.active() ? FoundGenerations.State.ACTIVE : FoundGenerations.State.PREVIOUS;
            case DROPPING, DROPPED -> FoundGenerations.State.DROPPING;
        };
    }

    /** How far the last rebuild of a read model has come; empty if there was none. */
    public Optional<RebuildProgress> progress(String name) {
        return definitions
                .find(name)
                .flatMap(definition -> register.lastRebuild(definition.name()))
                .map(this::progress);
    }

    private RebuildProgress progress(KeptGeneration last) {
        ProjectionView projection =
                processors.find(last.generation().processor()).orElse(null);
        boolean building = last.state() == GenerationState.BUILDING;
        RebuildProgress.Status status = status(last, projection);
        long done = status == RebuildProgress.Status.CANCELLED ? 0 : last.total();
        if (building) {
            done = projection == null ? 0 : Math.clamp(projection.position(), 0, last.total());
        }
        double speed = projection == null || !building ? 0 : projection.eventsPerSecond();
        List<TableComparison> comparison = register.comparison(last.generation());
        return new RebuildProgress(
                last.model(),
                status,
                done,
                last.total(),
                speed,
                speed > 0 ? (long) Math.ceil((last.total() - done) / speed) : null,
                last.comparedTo() == null ? null : differences(comparison),
                false,
                Objects.requireNonNull(last.actor()),
                Objects.requireNonNull(last.reason()),
                last.startedAt(),
                last.endedAt());
    }

    static long differences(List<TableComparison> comparison) {
        return comparison.stream()
                .mapToLong(table -> table.onlyActive() + table.onlyBuilt())
                .sum();
    }

    RebuildProgress.Status status(KeptGeneration last) {
        return status(last, processors.find(last.generation().processor()).orElse(null));
    }

    private static RebuildProgress.Status status(KeptGeneration last, @Nullable ProjectionView projection) {
        return switch (last.state()) {
            case BUILDING -> status(projection, RebuildProgress.Status.RUNNING);
            case COMPARING -> status(projection, RebuildProgress.Status.COMPARING);
            case SWITCHING ->
                last.wasRead()
                        ? RebuildProgress.Status.COMPLETED
                        : status(projection, RebuildProgress.Status.COMPARING);
            case UNDECIDED -> RebuildProgress.Status.UNDECIDED;
            case BUILT -> RebuildProgress.Status.COMPLETED;
            // Whoever stopped reading it has read it before.
            case DROPPING, DROPPED ->
                last.wasRead() ? RebuildProgress.Status.COMPLETED : RebuildProgress.Status.CANCELLED;
        };
    }

    private static RebuildProgress.Status status(@Nullable ProjectionView projection, RebuildProgress.Status well) {
        ProjectionStatus status = projection == null ? ProjectionStatus.UNCLAIMED : projection.status();
        return switch (status) {
            case PAUSED -> RebuildProgress.Status.PAUSED;
            case FAILED -> RebuildProgress.Status.FAILED;
            default -> well;
        };
    }
}
