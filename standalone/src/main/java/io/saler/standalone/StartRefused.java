package io.saler.standalone;

/** Saler does not start with what it was given; the message is for the person who gave it. */
final class StartRefused extends RuntimeException {

    StartRefused(String message) {
        super(message);
    }

    StartRefused(String message, Throwable cause) {
        super(message, cause);
    }
}
