package io.saler.query.generation;

import io.saler.axonserver.processor.ProcessorControls;
import io.saler.axonserver.processor.Standings;
import io.saler.identity.Actor;
import io.saler.projection.CancelRebuild;
import io.saler.projection.ProjectionFailure;
import io.saler.projection.RebuildProjection;
import java.time.Instant;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** What is asked for about the generations of read models, each in the transaction of its command. */
@Component
public class Generations {

    private final Definitions definitions;
    private final GenerationRegister register;
    private final GenerationSchemas schemas;
    private final GenerationQueries queries;
    private final ProcessorControls controls;
    private final Standings standings;

    Generations(
            Definitions definitions,
            GenerationRegister register,
            GenerationSchemas schemas,
            GenerationQueries queries,
            ProcessorControls controls,
            Standings standings) {
        this.definitions = definitions;
        this.register = register;
        this.schemas = schemas;
        this.queries = queries;
        this.controls = controls;
        this.standings = standings;
    }

    /** Whether it is the name of a read model that has generations, or of the processor of one of these. */
    public boolean has(String name) {
        return definitions.find(name).isPresent();
    }

    /** Begins a new generation. What was kept for a rollback makes room for it. */
    public void rebuild(RebuildProjection command, Actor actor) {
        GeneratedReadModel definition = definition(command.name());
        if (command.emptyFirst()) {
            throw new ProjectionFailure.NeverEmptied(definition.name());
        }
        ActiveModel model = locked(definition);
        if (definition.version() < active(model).version()) {
            throw new ProjectionFailure.DefinitionOutdated(definition.name());
        }
        if (register.there(model.name()).stream().anyMatch(kept -> kept.state().isUnderWay())) {
            throw new ProjectionFailure.ProjectionBusy(model.name());
        }
        if (model.previous() != null) {
            register.read(model.name(), model.active(), null);
            retire(generation(model, model.previous()));
        }
        var begun = new Generation(model.name(), register.nextNumber(model.name()), definition.version());
        schemas.create(definition, begun);
        register.add(new KeptGeneration(
                begun,
                GenerationState.BUILDING,
                actor.toString(),
                command.reason(),
                command.evenIfDifferent(),
                Instant.now(),
                null,
                Math.max(0, standings.position(active(model).processor())),
                null,
                null,
                null));
    }

    /** Gives up the generation that is on its way, however far it has come. */
    public void cancel(CancelRebuild command) {
        ActiveModel model = locked(definition(command.name()));
        KeptGeneration built = underWay(model);
        retire(built);
    }

    /** Has the generation switched to that somebody had to look at first. */
    public void accept(String name) {
        ActiveModel model = locked(definition(name));
        KeptGeneration built = underWay(model);
        long position = standings.position(active(model).processor());
        if (built.state() != GenerationState.UNDECIDED
                || !register.switchAt(built.generation(), built.state(), position)) {
            throw new ProjectionFailure.NothingToAccept(queries.status(built));
        }
    }

    /** Has the generation read that was read before, as soon as it is as far as the one that is read now. */
    public void rollBack(String name) {
        ActiveModel model = locked(definition(name));
        KeptGeneration previous = previous(model);
        String processor = previous.generation().processor();
        long position = standings.position(active(model).processor());
        if (controls.isPaused(processor)) {
            throw new ProjectionFailure.GenerationPaused(processor);
        }
        if (standings.position(processor) < position - Standings.FAR) {
            throw new ProjectionFailure.GenerationBehind(processor);
        }
        if (!register.switchAt(previous.generation(), GenerationState.BUILT, position)) {
            throw new ProjectionFailure.ProjectionBusy(model.name());
        }
    }

    /** Drops what is kept for a rollback. */
    public void dropPrevious(String name) {
        ActiveModel model = locked(definition(name));
        KeptGeneration previous = previous(model);
        register.read(model.name(), model.active(), null);
        retire(previous);
    }

    private GeneratedReadModel definition(String name) {
        return definitions.find(name).orElseThrow(ProjectionFailure.ProjectionUnknown::new);
    }

    private ActiveModel locked(GeneratedReadModel definition) {
        return register.lockedModel(definition.name()).orElseThrow();
    }

    private KeptGeneration underWay(ActiveModel model) {
        KeptGeneration last = register.lastRebuild(model.name()).orElseThrow(ProjectionFailure.RebuildUnknown::new);
        if (!last.state().isUnderWay() || last.wasRead()) {
            throw new ProjectionFailure.RebuildEnded(queries.status(last));
        }
        return last;
    }

    private KeptGeneration previous(ActiveModel model) {
        if (model.previous() == null) {
            throw new ProjectionFailure.NoPreviousGeneration(model.name());
        }
        return generation(model, Objects.requireNonNull(model.previous()));
    }

    private Generation active(ActiveModel model) {
        return generation(model, model.active()).generation();
    }

    private KeptGeneration generation(ActiveModel model, int number) {
        return register.there(model.name()).stream()
                .filter(kept -> kept.number() == number)
                .findFirst()
                .orElseThrow();
    }

    private void retire(KeptGeneration kept) {
        if (!register.end(kept.generation(), kept.state(), GenerationState.DROPPING)) {
            throw new ProjectionFailure.ProjectionBusy(kept.model());
        }
        controls.retire(kept.generation().processor());
    }
}
