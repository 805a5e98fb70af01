package io.saler.query.projection;

import io.saler.axonserver.person.DamagedText;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Tells what will be refused however often it is tried from what may succeed the next time. */
final class Refusal {

    private static final String BAD_DATA = "22";
    private static final String VIOLATED_CONSTRAINT = "23";

    private Refusal() {}

    /**
     * Whether PostgreSQL refused the data, or it is damaged; not so for lost connections, deadlocks, a full disk or a
     * missing table.
     */
    static boolean isLasting(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof DamagedText
                    || cause instanceof SQLException refused && isAboutData(refused.getSQLState())) {
                return true;
            }
        }
        return false;
    }

    private static boolean isAboutData(@Nullable String state) {
        return state != null && (state.startsWith(BAD_DATA) || state.startsWith(VIOLATED_CONSTRAINT));
    }
}
