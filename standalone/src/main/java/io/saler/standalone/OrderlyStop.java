package io.saler.standalone;

import io.saler.standalone.server.EmbeddedServers;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The end of a run, however it was asked for: the application closes, then the servers are stopped, then the data
 * directory is given back. When something hangs, the process ends all the same, and the servers' guards end the
 * servers.
 */
final class OrderlyStop {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final Duration LIMIT_FOR_APPLICATION = Duration.ofSeconds(12);
    private static final Duration LIMIT_FOR_START = Duration.ofSeconds(2);

    private final Announcement announcement;
    private final EmbeddedServers servers;
    private final DataDirectory data;
    private volatile @Nullable Application application;
    private volatile @Nullable Thread starter;
    private volatile boolean underWay;

    OrderlyStop(Announcement announcement, EmbeddedServers servers, DataDirectory data) {
        this.announcement = announcement;
        this.servers = servers;
        this.data = data;
    }

    /**
     * Arranges that the process ends in order; to be called before anything is started, by the thread that starts it.
     */
    void arrange() {
        starter = Thread.currentThread();
        Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "saler-stop"));
    }

    /** Names the application that has to close before the servers are stopped. */
    void closeFirst(Application saler) {
        application = saler;
    }

    /** Says that nothing is being started any more. */
    void startIsOver() {
        starter = null;
    }

    boolean isUnderWay() {
        return underWay;
    }

    private void stop() {
        underWay = true;
        Thread.ofPlatform().daemon().name("saler-stop-deadline").start(OrderlyStop::endAtDeadline);
        long from = System.nanoTime();
        closeApplication();
        servers.stop();
        try {
            RunningSaler.removeFrom(data.path());
            data.close();
        } catch (IOException failure) {
            announcement.notTidy(failure);
        }
        announcement.stopped(Duration.ofNanos(System.nanoTime() - from));
    }

    /**
     * Closes the application, but waits only so long. One that is still starting cannot be closed: its start is
     * interrupted, and then it is as good as killed, which it is built to survive.
     */
    private void closeApplication() {
        Thread starting = starter;
        if (starting != null) {
            starting.interrupt();
        }
        Application saler = application;
        if (saler == null) {
            return;
        }
        Thread close = Thread.ofPlatform().daemon().name("saler-close").start(saler::close);
        try {
            close.join(starting == null ? LIMIT_FOR_APPLICATION : LIMIT_FOR_START);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void endAtDeadline() {
        try {
            Thread.sleep(LIMIT);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        System.err.println("Saler did not stop within " + LIMIT.toSeconds() + " s and is ended now");
        Runtime.getRuntime().halt(1);
    }
}
