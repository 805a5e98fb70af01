package io.saler.query.projection;

import io.saler.axonserver.processor.ProcessorTask;
import io.saler.axonserver.processor.TokenWork;
import io.saler.projection.RebuildProgress;
import org.axonframework.eventhandling.ReplayToken;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.springframework.stereotype.Component;

/** Lets a projection go on where it was before it was sent back to the first event. */
@Component
class CancelRebuildWork implements TokenWork {

    private final RebuildTable rebuilds;
    private final TokenStore tokens;

    CancelRebuildWork(RebuildTable rebuilds, TokenStore tokens) {
        this.rebuilds = rebuilds;
        this.tokens = tokens;
    }

    @Override
    public ProcessorTask task() {
        return ProcessorTask.CANCEL_REBUILD;
    }

    @Override
    public void on(StreamingEventProcessor processor) {
        String name = processor.getName();
        for (int segment : tokens.fetchSegments(name)) {
            if (tokens.fetchToken(name, segment) instanceof ReplayToken replay) {
                tokens.storeToken(replay.getTokenAtReset(), name, segment);
            }
            tokens.releaseClaim(name, segment);
        }
        rebuilds.end(name, RebuildProgress.Status.CANCELLED);
    }
}
