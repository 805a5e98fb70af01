package io.saler.demo;

import io.saler.demo.client.Deadline;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A Saler of its own, started by the launcher with its data in a temporary directory. Closing it stops the process and
 * deletes the directory; so does the end of this JVM, Ctrl-C included.
 */
public final class StandaloneProcess implements AutoCloseable {

    private static final Duration START = Duration.ofMinutes(3);
    private static final Duration STOP = Duration.ofSeconds(45);
    private static final int LOG_LINES = 25;

    private final Path directory;
    private final Thread atExit = new Thread(this::stop, "stop-temporary-saler");
    private @Nullable Process process;
    private boolean stopped;

    private StandaloneProcess(Path directory) {
        this.directory = directory;
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    /** Starts one. It is not yet ready; see {@link #awaitReady()}. */
    public static StandaloneProcess start(Path launcher) throws IOException {
        var standalone = new StandaloneProcess(Files.createTempDirectory("saler-demo-"));
        try {
            standalone.launch(launcher);
            return standalone;
        } catch (IOException notStartable) {
            standalone.close();
            throw notStartable;
        }
    }

    private synchronized void launch(Path launcher) throws IOException {
        if (stopped) {
            throw new IOException("stopped before it was started");
        }
        var builder = new ProcessBuilder(
                List.of(launcher.toAbsolutePath().toString(), "run", "--data-dir=" + data(), "--server.port=0"));
        // Twenty people who sign up from one address at once look like an attack to an ordinary Saler.
        builder.environment().putIfAbsent("SALER_RATE_LIMITS_SCALE", "10000");
        process = builder.redirectInput(new File("/dev/null"))
                .redirectErrorStream(true)
                .redirectOutput(log().toFile())
                .start();
    }

    /**
     * Waits until it is ready and answers its address; {@link IllegalStateException} with its last words if it fails.
     */
    public URI awaitReady() {
        Deadline deadline = Deadline.in(START);
        Optional<URI> url =
                deadline.lookUntil(() -> SalerAddress.readyIn(data()), found -> found.isPresent() || !isAlive());
        return url.orElseThrow(() -> new IllegalStateException("The temporary Saler %s. Its last words:%n%s"
                .formatted(
                        isAlive() ? "was not ready after %d s".formatted(START.toSeconds()) : "ended while it started",
                        lastWords())));
    }

    @Override
    public void close() {
        stop();
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException exiting) {
            // The JVM is on its way out, and the hook finds nothing left to do.
        }
    }

    private synchronized void stop() {
        if (stopped) {
            return;
        }
        stopped = true;
        if (process != null) {
            List<ProcessHandle> family = process.descendants().toList();
            process.destroy();
            awaitEnd(List.of(process.toHandle()));
            // A launcher that does not pass the signal on leaves its children behind.
            family.forEach(ProcessHandle::destroy);
            awaitEnd(family);
            family.forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        delete();
    }

    private static void awaitEnd(List<ProcessHandle> processes) {
        Deadline deadline = Deadline.in(STOP);
        for (ProcessHandle each : processes) {
            try {
                each.onExit().get(deadline.remaining().toMillis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException hurry) {
                Thread.currentThread().interrupt();
                return;
            } catch (ExecutionException | TimeoutException stubborn) {
                return;
            }
        }
    }

    private synchronized boolean isAlive() {
        return process != null && process.isAlive();
    }

    private Path data() {
        return directory.resolve("data");
    }

    private Path log() {
        return directory.resolve("saler.log");
    }

    private String lastWords() {
        try (Stream<String> lines = Files.lines(log())) {
            List<String> all = lines.toList();
            return String.join("\n", all.subList(Math.max(0, all.size() - LOG_LINES), all.size()));
        } catch (IOException | UncheckedIOException unreadable) {
            return "(none)";
        }
    }

    private void delete() {
        try (Stream<Path> files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException | UncheckedIOException vanishing) {
            // Somebody else is deleting there as well; what is left is in the system's temporary directory.
        }
    }
}
