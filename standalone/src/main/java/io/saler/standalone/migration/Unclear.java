package io.saler.standalone.migration;

/** The command line does not say what to do, or not clearly. */
final class Unclear extends RuntimeException {

    Unclear(String message) {
        super(message);
    }
}
