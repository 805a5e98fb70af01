package io.saler.axonserver;

import org.axonframework.common.transaction.Transaction;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;

/**
 * Begins a transaction for the outermost unit of work only. A command that is part of another unit of work takes part
 * in its transaction, and being refused must not condemn it: a refused command has written nothing.
 */
record OutermostTransactions(TransactionManager transactions) implements TransactionManager {

    private static final Transaction PART_OF_ANOTHER = new Transaction() {

        @Override
        public void commit() {
            // The outermost unit of work commits.
        }

        @Override
        public void rollback() {
            // Nothing was written: events are appended when the outermost unit of work commits.
        }
    };

    @Override
    public Transaction startTransaction() {
        return CurrentUnitOfWork.map(unit -> unit.parent().isPresent()).orElse(false)
                ? PART_OF_ANOTHER
                : transactions.startTransaction();
    }
}
