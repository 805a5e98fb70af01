package io.saler.saga.notification;

/** The mail server has refused the mail for good. */
final class Undeliverable extends Exception {

    private static final long serialVersionUID = 1L;

    Undeliverable(String message, Throwable cause) {
        super(message, cause);
    }
}
