package io.saler.axonserver.migration;

import java.sql.SQLException;
import java.util.Objects;

/** Events or state are not moved, or no further, for a reason that the message tells. Repeating a move is safe. */
public final class MigrationRefused extends RuntimeException {

    public MigrationRefused(String message) {
        super(message);
    }

    public MigrationRefused(String message, Throwable cause) {
        super(message, cause);
    }

    /** With the database's own words, if it is a database that failed. */
    static MigrationRefused because(String what, Exception failure) {
        Throwable reason = failure;
        while (!(reason instanceof SQLException) && reason.getCause() != null) {
            reason = Objects.requireNonNull(reason.getCause());
        }
        return new MigrationRefused(what + ": " + reason.getMessage(), failure);
    }
}
