package io.saler.query.search;

import io.saler.failure.Failure;
import io.saler.failure.FailureKind;

/** Why a search can be refused. */
public abstract sealed class SearchFailure extends Failure {

    private static final long serialVersionUID = 1L;

    private SearchFailure(FailureKind kind, String type, String message) {
        super(kind, type, message);
    }

    /** The search server does not answer, or its index is still being filled. */
    public static final class SearchUnavailable extends SearchFailure {
        public SearchUnavailable() {
            super(
                    FailureKind.UNAVAILABLE,
                    "search-unavailable",
                    "Searching is not possible for the moment. Please try again shortly.");
        }
    }
}
