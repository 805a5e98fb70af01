package io.saler.gateway.audit;

import java.util.Locale;

/** What is worth knowing afterwards about who could do what, beside the commands, which say it in their events. */
public enum Act {
    LOGIN,
    LOGOUT,
    SESSION_REVOKED,
    /** Written when it was refused only: the token was used before, is too old, or its session has ended. */
    SESSION_CONTINUED,
    PASSWORD_RESET_REQUESTED,
    PASSWORD_CHANGED,
    ACCOUNT_ERASED,
    API_KEY_CREATED,
    API_KEY_ROLLED,
    API_KEY_REVOKED,
    SIGNING_KEY_ROTATED,
    /** A projection does not show what the event says, until all events are handled again. */
    DEAD_LETTER_DISCARDED,
    /** What is masked of a saga usually. */
    PERSONAL_DATA_READ;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
