package io.saler.standalone.server;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The embedded servers of this run, started and ended together. Starts and ends happen side by side; the first failure
 * to start ends all of them.
 */
public final class EmbeddedServers {

    private final List<SupervisedServer> servers;
    private volatile @Nullable ExecutorService starts;
    private volatile boolean closed;

    public EmbeddedServers(List<? extends EmbeddedServer> servers, Ports ports) {
        this(servers.stream().map(server -> new SupervisedServer(server, ports)).toList());
    }

    private EmbeddedServers(List<SupervisedServer> servers) {
        this.servers = servers;
    }

    /** These and others seen as one; whoever starts and ends them still does so for each part. */
    public EmbeddedServers with(EmbeddedServers others) {
        return new EmbeddedServers(
                Stream.concat(servers.stream(), others.servers.stream()).toList());
    }

    /** Told when a server answers. */
    public interface Progress {
        void ready(SupervisedServer server, Duration took);
    }

    /**
     * Starts all of them and returns when every one answers.
     *
     * @throws ServerFailure when one does not; none runs then
     */
    public void start(Progress progress) throws InterruptedException {
        // Platform threads: virtual ones that load classes at the same time can block each other for ever on two cores.
        ExecutorService threads = Executors.newThreadPerTaskExecutor(
                Thread.ofPlatform().daemon().name("start-", 1).factory());
        starts = threads;
        try {
            ExecutorCompletionService<Started> outcomes = new ExecutorCompletionService<>(threads);
            for (SupervisedServer server : servers) {
                outcomes.submit(() -> open(server));
            }
            for (int i = 0; i < servers.size(); i++) {
                Started started = outcome(outcomes.take());
                progress.ready(started.server(), started.took());
            }
        } catch (RuntimeException | InterruptedException failure) {
            threads.shutdownNow();
            stop();
            throw failure;
        } finally {
            threads.shutdownNow();
        }
    }

    /** Ends all of them for good and returns when they are gone. */
    public void stop() {
        closed = true;
        ExecutorService underWay = starts;
        if (underWay != null) {
            underWay.shutdownNow();
        }
        List<Thread> ends = new ArrayList<>();
        for (SupervisedServer server : servers) {
            ends.add(Thread.ofPlatform().name("stop-" + server.name()).start(server::close));
        }
        boolean interrupted = Thread.interrupted();
        for (Thread end : ends) {
            try {
                end.join();
            } catch (InterruptedException again) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    public List<SupervisedServer> all() {
        return servers;
    }

    public Optional<SupervisedServer> named(String name) {
        return servers.stream().filter(server -> server.name().equals(name)).findFirst();
    }

    /** The Spring properties by which all of them are found. */
    public Map<String, String> connectionProperties() {
        Map<String, String> properties = new LinkedHashMap<>();
        servers.forEach(server -> properties.putAll(server.server().connectionProperties()));
        return properties;
    }

    private record Started(SupervisedServer server, Duration took) {}

    private Started open(SupervisedServer server) throws InterruptedException {
        long from = System.nanoTime();
        if (closed) {
            throw new InterruptedException();
        }
        server.open();
        return new Started(server, Duration.ofNanos(System.nanoTime() - from));
    }

    private static Started outcome(Future<Started> start) throws InterruptedException {
        try {
            return start.get();
        } catch (ExecutionException failure) {
            switch (failure.getCause()) {
                case RuntimeException reason -> throw reason;
                case InterruptedException reason -> throw reason;
                case null, default -> throw new IllegalStateException(failure);
            }
        }
    }
}
