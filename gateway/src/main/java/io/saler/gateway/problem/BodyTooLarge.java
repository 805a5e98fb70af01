package io.saler.gateway.problem;

import java.io.IOException;

/** A request's body is longer than is read: 413. */
public final class BodyTooLarge extends IOException {

    private static final long serialVersionUID = 1L;

    private final long limit;

    /** @param limit the longest body that would have been read, in bytes */
    public BodyTooLarge(long limit) {
        super("The body is longer than %,d bytes.".formatted(limit));
        this.limit = limit;
    }

    public long limit() {
        return limit;
    }
}
