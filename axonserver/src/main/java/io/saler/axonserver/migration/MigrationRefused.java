package io.saler.axonserver.migration;

/** Events are not moved, or no further, for a reason that the message tells the operator. Repeating a move is safe. */
public final class MigrationRefused extends RuntimeException {

    public MigrationRefused(String message) {
        super(message);
    }

    public MigrationRefused(String message, Throwable cause) {
        super(message, cause);
    }
}
