package io.saler.axonserver.processor;

import static java.util.stream.Collectors.toUnmodifiableMap;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.axonframework.eventhandling.tokenstore.UnableToClaimTokenException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Brings about on this node what is wanted of processors, and tells other nodes what this one's fail with. It looks
 * every second or so, by a few short statements, and sooner when it is called or somebody waits; while the database is
 * away, everything stays as it is, and once it is back, processors go on at once.
 */
final class Steward implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Steward.class);
    private static final Duration STOPPING = Duration.ofSeconds(5);

    /** So many times as often it looks when somebody waits for what is to come. */
    private static final int SOONER = 4;

    private final LocalProcessors processors;
    private final Standings standings;
    private final ControlTable controls;
    private final FailureTable failures;
    private final NotedErrors errors;
    private final TransactionManager transactions;
    private final Map<String, TokenWork> works;
    private final List<StewardRound> rounds;
    private final StewardCall call;
    private final Duration pause;

    /** Those that were told to stop here, and when they have done so. */
    private final Map<String, CompletableFuture<Void>> stopped = new HashMap<>();

    /** What kept tasks from being done here, by processor, so that it is logged once. */
    private final Map<String, String> hindrances = new HashMap<>();

    /** Whether events or tokens could not be reached, since processors began to fail or were hurried last. */
    private boolean away;

    /** Whether somebody waits for what is to come. */
    private boolean awaited;

    private @Nullable ScheduledExecutorService clock;

    /**
     * @param rounds what else is to be done each time
     * @param pause from one time to the next
     */
    Steward(
            LocalProcessors processors,
            Standings standings,
            ControlTable controls,
            FailureTable failures,
            NotedErrors errors,
            TransactionManager transactions,
            List<TokenWork> works,
            List<StewardRound> rounds,
            StewardCall call,
            Duration pause) {
        this.processors = processors;
        this.standings = standings;
        this.controls = controls;
        this.failures = failures;
        this.errors = errors;
        this.transactions = transactions;
        this.works =
                works.stream().collect(toUnmodifiableMap(work -> work.task().name(), Function.identity()));
        this.rounds = rounds;
        this.call = call;
        this.pause = pause;
    }

    @Override
    public void start() {
        ScheduledExecutorService begun = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("processors").factory());
        long sooner = Math.max(1, pause.dividedBy(SOONER).toMillis());
        begun.scheduleWithFixedDelay(this::look, 0, pause.toMillis(), TimeUnit.MILLISECONDS);
        begun.scheduleWithFixedDelay(this::lookSooner, sooner, sooner, TimeUnit.MILLISECONDS);
        call.answerBy(() -> begun.execute(this::look));
        clock = begun;
    }

    /** Before the processors are stopped themselves, which otherwise might be started again. */
    @Override
    public void stop() {
        if (clock != null) {
            call.answerBy(() -> {});
            clock.shutdownNow();
            try {
                clock.awaitTermination(STOPPING.toMillis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException hurried) {
                Thread.currentThread().interrupt();
            }
            clock = null;
        }
    }

    @Override
    public boolean isRunning() {
        return clock != null;
    }

    private void look() {
        attempt("what processors fail with", this::tellFailures);
        attempt("how fast processors are", standings::note);
        awaited = false;
        // They may add processors, which are started then.
        rounds.forEach(round -> attempt("what else there is about processors", () -> awaited |= round.look()));
        attempt("what is wanted of processors", this::bringAbout);
        attempt("whether an outage is over", this::hurry);
    }

    private void lookSooner() {
        if (awaited) {
            look();
        }
    }

    private static void attempt(String what, Runnable part) {
        try {
            part.run();
        } catch (RuntimeException away) {
            LOG.debug("Not to be learned for the moment: {}", what, away);
        }
    }

    private void tellFailures() {
        errors.untold().forEach((processor, error) -> {
            failures.tell(processor, error);
            errors.told(processor, error);
        });
        Map<String, ProcessorError> told = failures.all();
        if (!told.isEmpty()) {
            Map<String, Control> wanted = controls.all();
            Map<String, List<ProcessorSegment>> now = standings.all();
            told.forEach((processor, error) -> {
                Control control = wanted.getOrDefault(processor, Control.NONE);
                if (now.containsKey(processor) && !error.counts(control, now.get(processor))) {
                    failures.forget(processor, error);
                }
            });
        }
    }

    private void bringAbout() {
        Map<String, Control> wanted = controls.all();
        processors
                .all()
                .forEach((name, processor) -> attempt(
                        "what is wanted of " + name,
                        () -> bringAbout(name, processor, wanted.getOrDefault(name, Control.NONE))));
    }

    private void bringAbout(String name, StreamingEventProcessor processor, Control wanted) {
        if (wanted.task() == null) {
            hindrances.remove(name);
        }
        if (!wanted.isHeld()) {
            if (!processor.isRunning() && hasStopped(name)) {
                stopped.remove(name);
                processor.start();
            }
        } else if (processor.isRunning()) {
            stopped.put(name, processor.shutdownAsync());
        } else if (wanted.task() != null && hasStopped(name)) {
            work(name, processor, wanted.task());
        }
    }

    /** By itself a processor would wait twice as long after each failure of an outage, in the end for a minute. */
    private void hurry() {
        List<StreamingEventProcessor> failing = processors.all().values().stream()
                .filter(StreamingEventProcessor::isError)
                .toList();
        if (failing.isEmpty()) {
            away = false;
            return;
        }
        Map<String, List<ProcessorSegment>> segments;
        try {
            standings.head();
            segments = standings.all();
        } catch (RuntimeException stillAway) {
            away = true;
            throw stillAway;
        }
        if (away) {
            // Once, for some may fail with something else, and have to wait for that.
            away = false;
            failing.forEach(processor -> segments.getOrDefault(processor.getName(), List.of())
                    .forEach(segment -> processor.claimSegment(segment.id())));
        }
    }

    private boolean hasStopped(String name) {
        CompletableFuture<Void> stopping = stopped.get(name);
        return stopping == null || stopping.isDone();
    }

    private void work(String name, StreamingEventProcessor processor, String task) {
        TokenWork work = works.get(task);
        if (work == null) {
            hindered(name, task, "Nothing on this node can do " + task, null);
            return;
        }
        try {
            transactions.executeInTransaction(() -> {
                if (controls.end(name, work.task())) {
                    work.on(processor);
                    LOG.info("Done with the tokens of the processor {}: {}", name, task);
                }
            });
        } catch (UnableToClaimTokenException claimed) {
            LOG.debug("Another node still has a token of the processor {}", name, claimed);
        } catch (RuntimeException failure) {
            hindered(name, task, NotedErrors.text(failure), failure);
        }
    }

    /** The processor stands still until the task is done, so somebody has to know. */
    private void hindered(String name, String task, String why, @Nullable RuntimeException failure) {
        if (!why.equals(hindrances.put(name, why))) {
            LOG.warn("Not done for the processor {}, which stands still meanwhile: {} ({})", name, task, why, failure);
        }
        failures.tell(name, ProcessorError.ofTask(why));
    }
}
