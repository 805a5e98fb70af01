package io.saler.query.generation;

import io.saler.axonserver.processor.ProcessorControls;
import io.saler.axonserver.processor.Standings;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Has another generation read, without a reader seeing less than before: the one that is read is held where it is until
 * the other has come there too.
 */
@Component
class GenerationSwitch {

    private static final Logger LOG = LoggerFactory.getLogger(GenerationSwitch.class);

    /** What is read stands still for no longer than that. */
    private static final Duration HELD = Duration.ofSeconds(3);

    /** And does not stand still again for so long, when the other did not come. */
    private static final Duration RESPITE = Duration.ofSeconds(7);

    private static final Duration PAUSE = Duration.ofMillis(20);

    private final GenerationRegister register;
    private final Standings standings;
    private final ProcessorControls controls;
    private final TransactionTemplate transactions;

    /** When the one that is read was held in vain. */
    private final Map<Generation, Instant> inVain = new ConcurrentHashMap<>();

    GenerationSwitch(
            GenerationRegister register,
            Standings standings,
            ProcessorControls controls,
            PlatformTransactionManager platformTransactions) {
        this.register = register;
        this.standings = standings;
        this.controls = controls;
        this.transactions = new TransactionTemplate(platformTransactions);
    }

    /** Switches if it can be done now; otherwise it is to be tried again. */
    void attempt(KeptGeneration kept, Generation active) {
        if (isReady(kept, active)) {
            transactions.executeWithoutResult(status -> {
                if (!switchTo(kept, active)) {
                    status.setRollbackOnly();
                }
            });
        }
    }

    private boolean isReady(KeptGeneration kept, Generation active) {
        Long there = kept.switchAt();
        String processor = kept.generation().processor();
        return there != null
                && standings.isThere(processor, there)
                && standings.position(processor) >= standings.position(active.processor()) - Standings.FAR
                && inVain.getOrDefault(kept.generation(), Instant.EPOCH)
                        .plus(RESPITE)
                        .isBefore(Instant.now());
    }

    private boolean switchTo(KeptGeneration kept, Generation active) {
        // Other nodes have better things to do than to wait for this one.
        if (!register.isAlone(kept.model())) {
            return false;
        }
        ActiveModel model = register.lockedModel(kept.model()).orElseThrow();
        if (model.active() != active.number()
                || !register.end(kept.generation(), GenerationState.SWITCHING, GenerationState.BUILT)) {
            return false;
        }
        boolean comes = comesTo(standings.hold(active.processor()), kept.generation());
        // What is paused would be read with nobody to feed it.
        if (controls.isPaused(kept.generation().processor())) {
            return false;
        }
        if (!comes) {
            inVain.put(kept.generation(), Instant.now());
            LOG.info("{} did not come to {} in time, and is switched to later", kept.generation(), active);
            return false;
        }
        register.read(kept.model(), kept.number(), model.active());
        register.leave(kept.model(), model.active(), kept.number());
        inVain.remove(kept.generation());
        LOG.info("{} is read from now on", kept.generation());
        return true;
    }

    private boolean comesTo(long position, Generation generation) {
        Instant patience = Instant.now().plus(HELD);
        while (!standings.isThere(generation.processor(), position)) {
            if (Instant.now().isAfter(patience)
                    || controls.isPaused(generation.processor())
                    || Thread.currentThread().isInterrupted()) {
                return false;
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        return true;
    }
}
