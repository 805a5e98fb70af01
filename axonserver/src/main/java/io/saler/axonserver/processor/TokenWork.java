package io.saler.axonserver.processor;

import org.axonframework.eventhandling.StreamingEventProcessor;

/** How a {@link ProcessorTask} is done; a bean for each. */
public interface TokenWork {

    ProcessorTask task();

    /**
     * Does it, in a transaction in which the task is over as well. The processor is stopped on this node; should
     * another node have a claim on one of its tokens, {@link org.axonframework.eventhandling.tokenstore.TokenStore}
     * throws {@link org.axonframework.eventhandling.tokenstore.UnableToClaimTokenException}, and all of it is tried
     * again.
     */
    void on(StreamingEventProcessor processor);
}
