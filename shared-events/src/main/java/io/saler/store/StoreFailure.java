package io.saler.store;

import io.saler.failure.Failure;
import io.saler.failure.FailureKind;

/** Why something about a store can be refused. */
public abstract sealed class StoreFailure extends Failure {

    private static final long serialVersionUID = 1L;

    private StoreFailure(FailureKind kind, String type, String message) {
        super(kind, type, message);
    }

    /** Also the answer about a store that belongs to somebody else. */
    public static final class StoreUnknown extends StoreFailure {
        public StoreUnknown() {
            super(FailureKind.NOT_FOUND, "store-unknown", "There is no such store.");
        }
    }
}
