package io.saler.standalone.server;

/** A server could not be started; the message says which and why, in words for the person who starts Saler. */
public final class ServerFailure extends RuntimeException {

    public ServerFailure(String message) {
        super(message);
    }

    public ServerFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
