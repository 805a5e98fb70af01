package io.saler.standalone.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Ends servers that outlived a killed Saler, by the pid files that their guards wrote. A guard ends its server by
 * itself; this waits for that, and helps where the guard was killed as well. A process that merely got the number of a
 * former server is left alone.
 */
public final class LeftoverServer {

    private static final Duration CLOCK_SLACK = Duration.ofSeconds(5);
    private static final Duration GRACE = Duration.ofSeconds(10);

    /** How long a system may take to give back what a killed server held. */
    static final Duration GIVE_BACK = Duration.ofSeconds(1);

    private LeftoverServer() {}

    /** Ends every server that a pid file in the directory names. */
    public static void endAll(Path directory) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*.pid")) {
            for (Path file : files) {
                end(file);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Ends the server that a pid file names, if there is one, and removes the file. */
    static void end(Path pidFile) {
        try {
            Optional<ProcessHandle> server = read(pidFile).flatMap(ProcessHandle::of);
            if (server.isPresent() && wroteItsFile(server.get(), pidFile)) {
                server.get().destroy();
                if (!awaitEnd(server.get())) {
                    server.get().destroyForcibly();
                    awaitEnd(server.get());
                }
            }
            Files.deleteIfExists(pidFile);
        } catch (IOException failure) {
            throw new UncheckedIOException("The pid file of a former server cannot be read", failure);
        }
    }

    /** The process number in a pid file, if there is a whole one. */
    static Optional<Long> read(Path pidFile) throws IOException {
        if (!Files.exists(pidFile)) {
            return Optional.empty();
        }
        String text = Files.readString(pidFile).strip();
        return text.matches("\\d{1,18}") ? Optional.of(Long.valueOf(text)) : Optional.empty();
    }

    private static boolean wroteItsFile(ProcessHandle process, Path pidFile) throws IOException {
        Instant written = Files.getLastModifiedTime(pidFile).toInstant();
        return process.info()
                .startInstant()
                .map(started -> Duration.between(started, written).abs().compareTo(CLOCK_SLACK) < 0)
                .orElse(false);
    }

    private static boolean awaitEnd(ProcessHandle process) {
        try {
            process.onExit().get(GRACE.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException | ExecutionException stillThere) {
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
