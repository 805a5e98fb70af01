package io.saler.saga.order;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import io.saler.identity.Actor;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.axonframework.deadline.DeadlineManager;
import org.axonframework.deadline.annotation.DeadlineHandler;
import org.axonframework.modelling.saga.SagaLifecycle;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.util.StringUtils;

/**
 * A process in Axon: hands events to a {@link StagedProcess} and takes the steps that follow. A step that fails is
 * kept, with the failure, and taken again after 1, 2, 4 … 15 seconds: no handler ever throws, since that would hold up
 * every other process until it can be handled.
 */
@JsonAutoDetect(
        fieldVisibility = Visibility.ANY,
        getterVisibility = Visibility.NONE,
        isGetterVisibility = Visibility.NONE)
@SuppressWarnings("NullAway.Init")
abstract class SteppingSaga {

    static final String RETRY = "order-retry";

    /** An order of many lines can fail in a step for each. */
    private static final int LONGEST_FAILURE = 500;

    private static final Logger LOG = LoggerFactory.getLogger(SteppingSaga.class);

    private @Nullable String retryId;
    private int attempts;
    private @Nullable String failure;

    @Autowired
    private transient OrderSteps steps;

    @Autowired
    private transient DeadlineManager deadlines;

    abstract StagedProcess process();

    /** In whose name the steps are taken. */
    abstract Actor actor();

    /** Called after each change, for the deadlines of whatever the process waits for. */
    abstract void keepDeadlines(DeadlineManager manager);

    /** What of the steps that were to be taken has failed, or null. */
    final @Nullable String failure() {
        return failure;
    }

    /** How often that has failed, as far as it is counted: not while a retry is to come of what failed before it. */
    final int attempts() {
        return failure == null ? 0 : Math.max(1, attempts);
    }

    @DeadlineHandler(deadlineName = RETRY)
    public void onRetry() {
        retryId = null;
        goOn();
    }

    final void goOn() {
        StagedProcess process = process();
        Map<Step, String> failed = Map.of();
        for (List<Step> due = process.due(); !due.isEmpty() && failed.isEmpty(); due = process.due()) {
            var commands = new LinkedHashMap<Step, Object>();
            due.forEach(step -> commands.put(step, process.command(step)));
            failed = steps.take(actor(), commands);
            for (Step step : due) {
                if (!failed.containsKey(step)) {
                    process.done(step);
                }
            }
        }
        remember(failed);
        keepDeadlines(deadlines);
        if (process.isFinished()) {
            SagaLifecycle.end();
        }
    }

    private void remember(Map<Step, String> failed) {
        if (failed.isEmpty()) {
            // A retry that is still to come finds nothing to do, which costs less than calling it off.
            failure = null;
            attempts = 0;
            return;
        }
        failure = StringUtils.truncate(failed.toString(), LONGEST_FAILURE);
        // Events that arrive meanwhile try as well, but must not make the waiting longer.
        if (retryId == null) {
            Duration wait = Duration.ofSeconds(Math.min(15, 1L << Math.min(attempts, 4)));
            attempts++;
            retryId = deadlines.schedule(wait, RETRY);
            LOG.warn("Attempt {} failed, the next is in {}: {}", attempts, wait, failure);
        }
    }
}
