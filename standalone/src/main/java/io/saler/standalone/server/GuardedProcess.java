package io.saler.standalone.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * A server in a process of its own that cannot outlive Saler. Between the two stands a guard, a shell script that holds
 * the reading end of a pipe: when Saler closes the pipe, or dies in any way, the guard ends the server. Guard and
 * server have a session of their own, so that a terminal's Ctrl-C, or a kill of Saler's whole process group, does not
 * reach them: the application can close before the servers it needs.
 */
public final class GuardedProcess {

    private static final long LOG_TO_KEEP = 5L << 20;
    private static final int LAST_WORDS = 2_000;
    private static final Duration FORCED_END = Duration.ofSeconds(5);

    /**
     * What to run.
     *
     * @param name the server's name; its log and pid file are called after it
     * @param command the program and its arguments
     * @param stopSignal the signal that makes it end in good order, {@code TERM} or {@code INT}
     * @param grace how long it may take for that before it is killed, in whole seconds
     */
    public record Order(String name, List<String> command, String stopSignal, Duration grace) {}

    private final Order order;
    private final Process guard;
    private final Path pidFile;
    private final Path log;
    private final long logStart;

    private GuardedProcess(Order order, Process guard, Path pidFile, Path log, long logStart) {
        this.order = order;
        this.guard = guard;
        this.pidFile = pidFile;
        this.log = log;
        this.logStart = logStart;
    }

    /** Starts the server, after the end of one that a former run may have left behind. */
    public static GuardedProcess start(ServerFolders folders, Order order) {
        try {
            Path pidFile = folders.run().resolve(order.name() + ".pid");
            LeftoverServer.end(pidFile);
            Path script = folders.run().resolve("guard.sh");
            if (!Files.exists(script)) {
                writeScript(script);
            }
            Path log = folders.logs().resolve(order.name() + ".log");
            long logStart = makeRoom(log);

            List<String> command = new ArrayList<>(OwnSession.prefix());
            command.addAll(List.of("sh", script.toString(), order.stopSignal()));
            command.add(Long.toString(order.grace().toSeconds()));
            command.add(pidFile.toString());
            command.addAll(order.command());
            Process guard = new ProcessBuilder(command)
                    .directory(folders.run().toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
            return new GuardedProcess(order, guard, pidFile, log, logStart);
        } catch (IOException failure) {
            throw new ServerFailure(order.name() + " cannot be started: " + failure.getMessage(), failure);
        }
    }

    /**
     * Waits until the server answers.
     *
     * @param limit how long that may take
     * @param answers asks the server; must return soon
     * @throws ServerFailure when it ends or does not answer in time; it is stopped then
     */
    public void awaitAnswer(Duration limit, BooleanSupplier answers) throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        try {
            while (!answers.getAsBoolean()) {
                if (!isAlive()) {
                    throw new ServerFailure(order.name() + " ended while it started (status " + guard.exitValue()
                            + "). Its last words: " + lastWords());
                }
                if (System.nanoTime() > deadline) {
                    throw new ServerFailure(order.name() + " did not answer within " + limit.toSeconds()
                            + " s. Its last words: " + lastWords());
                }
                Thread.sleep(20);
            }
        } catch (RuntimeException | InterruptedException notWanted) {
            stop();
            throw notWanted;
        }
    }

    /**
     * Waits until the process, which is no server but a task, has ended well.
     *
     * @throws ServerFailure when it fails or is not done in time
     */
    public void awaitSuccess(Duration limit) throws InterruptedException {
        try {
            if (!guard.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new ServerFailure(order.name() + " was not done within " + limit.toSeconds() + " s");
            }
            if (guard.exitValue() != 0) {
                throw new ServerFailure(
                        order.name() + " failed (status " + guard.exitValue() + "). Its last words: " + lastWords());
            }
        } finally {
            stop();
        }
    }

    public boolean isAlive() {
        return guard.isAlive();
    }

    /** The server's own process, not its guard's. */
    public OptionalLong pid() {
        try {
            return isAlive()
                    ? LeftoverServer.read(pidFile).map(OptionalLong::of).orElse(OptionalLong.empty())
                    : OptionalLong.empty();
        } catch (IOException unreadable) {
            return OptionalLong.empty();
        }
    }

    /** Ends the server in good order, or by force after its grace, and returns when it is gone. */
    public void stop() {
        boolean interrupted = Thread.interrupted();
        try {
            guard.getOutputStream().close();
        } catch (IOException alreadyClosed) {
            // The guard is gone; whether its server is too is looked at below.
        }
        try {
            if (!guard.waitFor(order.grace().plus(FORCED_END).toMillis(), TimeUnit.MILLISECONDS)) {
                guard.destroyForcibly();
            }
        } catch (InterruptedException again) {
            interrupted = true;
        }
        LeftoverServer.end(pidFile);
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private String lastWords() {
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            long from = Math.max(logStart, file.length() - LAST_WORDS);
            byte[] words = new byte[(int) Math.max(0, file.length() - from)];
            file.seek(from);
            file.readFully(words);
            String text = new String(words, StandardCharsets.UTF_8).strip();
            return text.isEmpty() ? "none" : text + System.lineSeparator() + "(from " + log + ")";
        } catch (IOException unreadable) {
            return "unreadable in " + log;
        }
    }

    private static long makeRoom(Path log) throws IOException {
        if (Files.exists(log) && Files.size(log) > LOG_TO_KEEP) {
            Files.move(log, log.resolveSibling(log.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
        }
        return Files.exists(log) ? Files.size(log) : 0;
    }

    private static synchronized void writeScript(Path script) throws IOException {
        try (InputStream source = GuardedProcess.class.getResourceAsStream("guard.sh")) {
            if (source == null) {
                throw new IOException("guard.sh is missing in Saler's jar");
            }
            Path whole = Files.createTempFile(script.getParent(), "guard", ".new");
            Files.copy(source, whole, StandardCopyOption.REPLACE_EXISTING);
            Files.move(whole, script, StandardCopyOption.ATOMIC_MOVE);
        }
    }
}
