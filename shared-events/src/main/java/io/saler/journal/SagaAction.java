package io.saler.journal;

import java.util.Locale;

/** What somebody can have a saga do. */
public enum SagaAction {
    /** To try again at once what has failed. */
    RETRY,
    /** To give up, and to take back what it did. */
    COMPENSATE,
    /** The same in the name of whom it is about, as if they had asked for it. */
    CANCEL;

    /** As journals have it, for example {@code retry}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
