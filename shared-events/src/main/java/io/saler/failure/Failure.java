package io.saler.failure;

import java.util.Map;

/**
 * A request that cannot be fulfilled for a reason its sender can understand. The message is written for that person;
 * the type is stable, in kebab case, and becomes the last part of the problem's type URI (RFC 9457).
 */
public abstract class Failure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient FailureDetails details;

    protected Failure(FailureKind kind, String type, String message, Map<String, String> properties) {
        // No stack trace: a refusal is an answer, not a defect, and is given thousands of times a second.
        super(message, null, false, false);
        this.details = new FailureDetails(kind, type, message, properties);
    }

    protected Failure(FailureKind kind, String type, String message) {
        this(kind, type, message, Map.of());
    }

    public FailureDetails details() {
        return details;
    }
}
