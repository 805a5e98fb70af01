package io.saler.query.projection;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Tells what PostgreSQL will refuse however often it is asked from what may succeed the next time. */
final class Refusal {

    private static final String BAD_DATA = "22";
    private static final String VIOLATED_CONSTRAINT = "23";

    private Refusal() {}

    /** Whether the data itself was refused; not so for lost connections, deadlocks, a full disk or a missing table. */
    static boolean isLasting(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException refused && isAboutData(refused.getSQLState())) {
                return true;
            }
        }
        return false;
    }

    private static boolean isAboutData(@Nullable String state) {
        return state != null && (state.startsWith(BAD_DATA) || state.startsWith(VIOLATED_CONSTRAINT));
    }
}
