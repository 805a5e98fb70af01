package io.saler.saga.notification;

/** Whoever was to be told something has had themselves forgotten. */
final class Erased extends Exception {

    private static final long serialVersionUID = 1L;

    Erased() {
        super("recipient-erased");
    }
}
