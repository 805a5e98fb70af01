package io.saler.query.projection;

import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Parts of the transaction under way that can fail on their own: PostgreSQL takes no more after a refusal otherwise.
 */
@Component
public final class Savepoints {

    private final TransactionTemplate part;

    public Savepoints(PlatformTransactionManager transactions) {
        this.part = new TransactionTemplate(transactions);
        this.part.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
    }

    /** Undoes what {@code writing} has written, and nothing else, when it throws. */
    void within(Runnable writing) {
        part.executeWithoutResult(status -> writing.run());
    }
}
