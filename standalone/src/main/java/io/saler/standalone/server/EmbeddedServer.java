package io.saler.standalone.server;

import java.util.Map;
import java.util.OptionalLong;

/**
 * A real server that Saler brings along. It listens on the loopback address only and keeps what it must keep in Saler's
 * data directory, so that a start after any end finds everything again.
 */
public interface EmbeddedServer {

    /** The name people know it by, in lower case: {@code postgresql}. */
    String name();

    /** The port to try first. */
    int usualPort();

    /**
     * Starts it on a port and returns when it answers its clients.
     *
     * @throws ServerFailure with the reason in words when it does not
     * @throws InterruptedException when it is no longer wanted; nothing of it is left then
     */
    void start(int port) throws InterruptedException;

    /** Ends it and returns when it is gone; does nothing when it does not run. */
    void stop();

    /** Whether it runs, as far as its process or thread tells. */
    boolean isAlive();

    /** Its process, when it has one of its own and runs. */
    OptionalLong pid();

    /** The Spring properties by which clients find it; known once it was started. */
    Map<String, String> connectionProperties();
}
