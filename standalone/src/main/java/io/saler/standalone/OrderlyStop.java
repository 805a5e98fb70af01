package io.saler.standalone;

import io.saler.standalone.server.EmbeddedServers;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * The end of a run, however it was asked for: the application closes, then the servers are stopped, then the data
 * directory is given back. When something hangs, the process ends all the same, and the servers' guards end the
 * servers.
 */
final class OrderlyStop {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final Announcement announcement;
    private final EmbeddedServers servers;
    private final DataDirectory data;
    private volatile @Nullable ConfigurableApplicationContext application;
    private volatile boolean underWay;

    OrderlyStop(Announcement announcement, EmbeddedServers servers, DataDirectory data) {
        this.announcement = announcement;
        this.servers = servers;
        this.data = data;
    }

    /** Arranges that the process ends in order; to be called before anything is started. */
    void arrange() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "saler-stop"));
    }

    /** Names the application that has to close before the servers are stopped. */
    void closeFirst(ConfigurableApplicationContext context) {
        application = context;
    }

    boolean isUnderWay() {
        return underWay;
    }

    private void stop() {
        underWay = true;
        Thread.ofPlatform().daemon().name("saler-stop-deadline").start(OrderlyStop::endAtDeadline);
        long from = System.nanoTime();
        try {
            if (application != null) {
                application.close();
            }
        } finally {
            servers.stop();
        }
        try {
            RunningSaler.removeFrom(data.path());
            data.close();
        } catch (IOException failure) {
            announcement.notTidy(failure);
        }
        announcement.stopped(Duration.ofNanos(System.nanoTime() - from));
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
