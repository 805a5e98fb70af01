package io.saler.query.generation;

import io.saler.axonserver.processor.HandledEvents;
import io.saler.axonserver.processor.ProcessorControls;
import io.saler.axonserver.processor.Standings;
import io.saler.axonserver.processor.StewardRound;
import io.saler.projection.FoundGenerations.TableComparison;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes generations from one state to the next, a step at a time. All nodes look, and whichever comes first takes the
 * step: its end is part of the same transaction, so a crash in the middle leaves it to another.
 */
@Component
class GenerationRound implements StewardRound {

    private static final Logger LOG = LoggerFactory.getLogger(GenerationRound.class);

    /** Who has asked what to read has begun to read it by then. */
    private static final Duration GRACE = Duration.ofSeconds(2);

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Definitions definitions;
    private final GenerationRegister register;
    private final GenerationSchemas schemas;
    private final GenerationProcessors processors;
    private final GenerationSwitch switching;
    private final ProcessorControls controls;
    private final Standings standings;
    private final Jdbi database;
    private final TransactionTemplate transactions;
    private final TransactionTemplate snapshots;

    /** The read models that are being compared on this node. */
    private final Set<String> comparing = ConcurrentHashMap.newKeySet();

    /** Since when those to be compared are not known to be as far as they should be. */
    private final Map<Generation, Instant> waiting = new ConcurrentHashMap<>();

    private final Hindrances hindrances = new Hindrances();

    GenerationRound(
            Definitions definitions,
            GenerationRegister register,
            GenerationSchemas schemas,
            GenerationProcessors processors,
            GenerationSwitch switching,
            ProcessorControls controls,
            Standings standings,
            Jdbi database,
            PlatformTransactionManager platformTransactions) {
        this.definitions = definitions;
        this.register = register;
        this.schemas = schemas;
        this.processors = processors;
        this.switching = switching;
        this.controls = controls;
        this.standings = standings;
        this.database = database;
        this.transactions = new TransactionTemplate(platformTransactions);
        this.snapshots = new TransactionTemplate(platformTransactions);
        this.snapshots.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        definitions.all().forEach(this::introduce);
    }

    /** So that there is something to read from the very beginning, if only empty tables. */
    private void introduce(GeneratedReadModel definition) {
        transactions.executeWithoutResult(status -> {
            if (register.introduce(definition.name())) {
                var first = new Generation(definition.name(), 1, definition.version());
                schemas.create(definition, first);
                register.add(new KeptGeneration(
                        first,
                        GenerationState.BUILT,
                        null,
                        null,
                        false,
                        Instant.now(),
                        Instant.now(),
                        0,
                        null,
                        null,
                        null));
            }
        });
    }

    @Override
    public boolean look() {
        boolean awaited = false;
        for (GeneratedReadModel definition : definitions.all()) {
            List<KeptGeneration> there = register.there(definition.name());
            there.forEach(kept -> attempt(kept, () -> step(definition, kept)));
            processors.follow(definition, there);
            awaited |= there.stream().anyMatch(this::isAwaited);
        }
        return awaited;
    }

    private boolean isAwaited(KeptGeneration kept) {
        return kept.state().isAwaited() && !controls.isPaused(kept.generation().processor());
    }

    /** Whatever keeps one from its next step, such as a backup of its tables, keeps no other from its own. */
    private void attempt(KeptGeneration kept, Runnable step) {
        try {
            step.run();
            hindrances.over(kept);
        } catch (RuntimeException hindered) {
            hindrances.met(kept, hindered);
        }
    }

    private void step(GeneratedReadModel definition, KeptGeneration kept) {
        GenerationState state = kept.state();
        // What is paused would be read with nobody to feed it.
        if ((state == GenerationState.COMPARING || state == GenerationState.SWITCHING)
                && controls.isPaused(kept.generation().processor())) {
            return;
        }
        switch (state) {
            case BUILDING -> compareWhenThere(kept);
            case COMPARING -> {
                // An older node would not compare what it does not know.
                if (kept.generation().version() <= definition.version()) {
                    compareInTheBackground(definition, kept);
                }
            }
            case SWITCHING -> switching.attempt(kept, active(kept));
            case DROPPING -> dropWhenUnread(kept);
            case UNDECIDED, BUILT, DROPPED -> {}
        }
    }

    private void compareWhenThere(KeptGeneration kept) {
        long position = standings.position(kept.generation().processor());
        // Before the very first event there is nothing to wait for.
        long active = standings.position(active(kept).processor());
        if (position >= active - Standings.FAR && (position >= 0 || active < 0)) {
            register.move(kept.generation(), GenerationState.BUILDING, GenerationState.COMPARING);
        }
    }

    /** It takes a while, and everything else has to be looked after meanwhile. */
    private void compareInTheBackground(GeneratedReadModel definition, KeptGeneration kept) {
        if (comparing.add(definition.name())) {
            Thread.ofVirtual().name("compare " + kept.generation().processor()).start(() -> {
                try {
                    snapshots.executeWithoutResult(status -> compare(definition, kept));
                } catch (RuntimeException failure) {
                    notCompared(kept, failure);
                } finally {
                    comparing.remove(definition.name());
                }
            });
        }
    }

    /** It would fail in the same way each second, for as long as it reads; so somebody has to decide without it. */
    private void notCompared(KeptGeneration kept, RuntimeException failure) {
        if (Hindrances.isLasting(failure)) {
            LOG.error("{} cannot be compared, and is left to somebody's decision", kept.generation(), failure);
            attempt(kept, () -> register.move(kept.generation(), GenerationState.COMPARING, GenerationState.UNDECIDED));
        } else {
            // Also when somebody has cancelled it meanwhile; otherwise it is tried again.
            LOG.info("{} could not be compared", kept.generation(), failure);
        }
    }

    private void compare(GeneratedReadModel definition, KeptGeneration kept) {
        if (!register.isAlone(kept.model()) || !isStillToCompare(kept)) {
            return;
        }
        Generation built = kept.generation();
        Generation active = active(kept);
        HandledEvents ofActive = standings.handled(active.processor());
        HandledEvents ofBoth = ofActive.and(standings.handled(built.processor()));
        if (!isWorthComparing(kept, ofBoth)) {
            return;
        }
        List<TableComparison> tables = database.withHandle(
                handle -> new GenerationComparison(handle, active, built, ofBoth).of(definition.tables()));
        long differences = GenerationQueries.differences(tables);
        boolean complete = standings.deadLetters(built.processor()) == 0;
        if (complete && (differences == 0 || kept.evenIfDifferent())) {
            register.switchAt(built, GenerationState.COMPARING, ofActive.position());
        } else {
            register.move(built, GenerationState.COMPARING, GenerationState.UNDECIDED);
        }
        register.keep(built, ofBoth.position(), tables);
        LOG.info("{} was compared with {} up to {}: {} differences", built, active, ofBoth.position(), differences);
    }

    /**
     * Whether it would be compared up to where the other was when it was begun. What a processor has passed without
     * handling it is written down only after a while, and not at all if it is paused before.
     */
    private boolean isWorthComparing(KeptGeneration kept, HandledEvents ofBoth) {
        if (ofBoth.position() >= kept.total() || kept.total() == 0) {
            return true;
        }
        Instant since = waiting.computeIfAbsent(kept.generation(), first -> Instant.now());
        return since.plus(PATIENCE).isBefore(Instant.now());
    }

    private boolean isStillToCompare(KeptGeneration kept) {
        return register.there(kept.model()).stream()
                .anyMatch(each -> each.number() == kept.number() && each.state() == GenerationState.COMPARING);
    }

    private void dropWhenUnread(KeptGeneration kept) {
        if (kept.leftAt() != null && kept.leftAt().plus(GRACE).isAfter(Instant.now())) {
            return;
        }
        Generation generation = kept.generation();
        transactions.executeWithoutResult(status -> {
            if (!register.move(generation, GenerationState.DROPPING, GenerationState.DROPPED)
                    || !controls.forget(generation.processor())
                    || !schemas.drop(generation)) {
                status.setRollbackOnly();
            }
        });
    }

    private Generation active(KeptGeneration kept) {
        int active = register.model(kept.model()).orElseThrow().active();
        return register.there(kept.model()).stream()
                .filter(each -> each.number() == active)
                .findFirst()
                .orElseThrow()
                .generation();
    }
}
