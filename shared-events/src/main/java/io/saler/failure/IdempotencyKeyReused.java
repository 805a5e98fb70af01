package io.saler.failure;

/** An {@code Idempotency-Key} came with another request than the one it was first used for. */
public final class IdempotencyKeyReused extends Failure {

    private static final long serialVersionUID = 1L;

    public IdempotencyKeyReused() {
        super(
                FailureKind.UNPROCESSABLE,
                "idempotency-key-reused",
                "This idempotency key was used for a different request.");
    }
}
