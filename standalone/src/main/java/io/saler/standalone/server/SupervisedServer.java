package io.saler.standalone.server;

import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A server that is kept running: when it ends by itself it is started again on the same port and data, with growing
 * pauses while that fails. One that is stopped on purpose stays stopped until somebody starts it. Safe for use by
 * several threads; one start or stop happens at a time.
 */
public final class SupervisedServer {

    private static final Logger log = LoggerFactory.getLogger(SupervisedServer.class);

    private static final int FIRST_TRIES = 3;
    private static final Duration GLANCE = Duration.ofMillis(200);
    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(250);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final Duration STEADY = Duration.ofMinutes(1);

    private final EmbeddedServer server;
    private final Ports ports;
    private final ReentrantLock turn = new ReentrantLock();
    private volatile boolean wanted;
    private volatile boolean closed;
    private volatile int port;
    private @Nullable Thread watch;

    SupervisedServer(EmbeddedServer server, Ports ports) {
        this.server = server;
        this.ports = ports;
    }

    public EmbeddedServer server() {
        return server;
    }

    public String name() {
        return server.name();
    }

    public int port() {
        return port;
    }

    /** Starts it for the first time, on its usual port or the next free one, and watches it from then on. */
    void open() throws InterruptedException {
        turn.lockInterruptibly();
        try {
            port = ports.take(server.usualPort());
            startPatiently();
            wanted = true;
            watch = Thread.ofPlatform().daemon().name("watch-" + name()).start(this::watch);
        } finally {
            turn.unlock();
        }
    }

    /** Stops it on purpose; returns when it is gone. */
    public void stop() {
        turn.lock();
        try {
            wanted = false;
            server.stop();
        } finally {
            turn.unlock();
        }
    }

    /** Starts it after a stop, on the port it had; returns when it answers. */
    public void start() throws InterruptedException {
        turn.lockInterruptibly();
        try {
            if (!closed && !wanted) {
                server.start(port);
                wanted = true;
            }
        } finally {
            turn.unlock();
        }
    }

    /** Ends it for good, and a start that is under way as well. */
    void close() {
        closed = true;
        wanted = false;
        if (watch != null) {
            watch.interrupt();
        }
        stop();
    }

    private void startPatiently() throws InterruptedException {
        for (int attempt = 1; ; attempt++) {
            try {
                server.start(port);
                return;
            } catch (ServerFailure failure) {
                if (attempt == FIRST_TRIES) {
                    throw failure;
                }
                if (!Ports.isFree(port)) {
                    port = ports.take(server.usualPort());
                }
                // What a killed run held, such as shared memory, is given back in a moment.
                Thread.sleep(LeftoverServer.GIVE_BACK);
            }
        }
    }

    private void watch() {
        Duration pause = SHORTEST_PAUSE;
        long runsSince = System.nanoTime();
        try {
            while (!closed) {
                Thread.sleep(GLANCE);
                if (!wanted || server.isAlive()) {
                    continue;
                }
                if (System.nanoTime() - runsSince > STEADY.toNanos()) {
                    pause = SHORTEST_PAUSE;
                }
                restart();
                runsSince = System.nanoTime();
                if (!server.isAlive()) {
                    Thread.sleep(pause);
                }
                pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
            }
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    private void restart() throws InterruptedException {
        turn.lockInterruptibly();
        try {
            if (!wanted || server.isAlive()) {
                return;
            }
            log.warn("{} ended by itself: starting it again", name());
            server.start(port);
            log.warn("{} runs again on port {}", name(), port);
        } catch (ServerFailure failure) {
            log.warn("{} could not be started again, next try soon: {}", name(), failure.getMessage());
        } finally {
            turn.unlock();
        }
    }
}
