package io.saler.standalone;

/** The command line does not say what to do, or not clearly. */
public final class Unclear extends RuntimeException {

    public Unclear(String message) {
        super(message);
    }
}
