package io.saler.failure;

/** Whoever asks may not; also the answer to strangers when a command or a query is not for them. */
public final class Forbidden extends Failure {

    private static final long serialVersionUID = 1L;

    public Forbidden() {
        super(FailureKind.FORBIDDEN, "forbidden", "You may not do this.");
    }
}
