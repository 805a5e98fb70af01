package io.saler.demo.client;

/** Saler did not answer at all: nothing listens there, the connection broke, or the time was over. */
public final class Unreachable extends RuntimeException {

    private static final long serialVersionUID = 1;

    public Unreachable(String what, Throwable cause) {
        super(what, cause);
    }
}
