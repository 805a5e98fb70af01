package io.saler.acceptance;

import static org.awaitility.Awaitility.await;

import io.saler.demo.client.SalerClient;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/**
 * One Saler with its own data directory and a port that stays the same over restarts. With an Axon Server at hand (the
 * system property {@code saler.axon-server}) it is three processes, and there is only one for all tests: two of them
 * would handle each other's events.
 */
final class SalerProcess implements AutoCloseable {

    private static final String AXON_SERVER = System.getProperty("saler.axon-server", "");
    private static final String NODES = System.getProperty("saler.nodes", "1");
    private static final Duration START = Duration.ofMinutes(isDistributed() ? 6 : 3);
    private static SalerProcess theOnlyOne;

    /**
     * Held by who starts the servers of a Saler or takes one away, since the one would be given the ports of the other.
     */
    static final ReentrantLock PORTS = new ReentrantLock();

    private final Path home;
    private final int port;
    private final Map<String, String> settings;
    private Process process;

    private SalerProcess(Path home, int port, Map<String, String> settings) {
        this.home = home;
        this.port = port;
        this.settings = settings;
        Runtime.getRuntime().addShutdownHook(new Thread(this::end));
        start();
    }

    /** Whether it is three processes that meet through an Axon Server. */
    static boolean isDistributed() {
        return !AXON_SERVER.isEmpty();
    }

    /** Whether its description has this path: what is for developers is nobody's where the sides are processes. */
    static boolean describes(String endpoint) {
        return !isDistributed() || !endpoint.contains(" /dev/");
    }

    /** A fresh one, or else the only one, which is fresh when it is first asked for. */
    static SalerProcess startFresh() {
        return startFresh(Map.of());
    }

    /** The same with these variables in its environment, where there can be more than one. */
    static SalerProcess startFresh(Map<String, String> settings) {
        return isDistributed() ? theOnlyOne() : fresh(settings);
    }

    private static synchronized SalerProcess theOnlyOne() {
        if (theOnlyOne == null) {
            theOnlyOne = fresh(Map.of());
        }
        return theOnlyOne;
    }

    private static SalerProcess fresh(Map<String, String> settings) {
        try {
            return new SalerProcess(Files.createTempDirectory("saler-acceptance-"), freePort(), settings);
        } catch (IOException noDirectory) {
            throw new UncheckedIOException(noDirectory);
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /** Starts it and returns when it is ready. */
    void start() {
        PORTS.lock();
        try {
            long before = startsOfTheApplication();
            begin();
            awaitStart("the servers of Saler ready", () -> startsOfTheApplication() > before);
        } finally {
            PORTS.unlock();
        }
        awaitReady();
    }

    /** Starts it and kills it when it has started for that long, ready or not. */
    void startAndKill(Duration after, boolean alone) throws InterruptedException {
        PORTS.lock();
        try {
            begin();
            Thread.sleep(after);
            kill(alone);
        } finally {
            PORTS.unlock();
        }
    }

    private void begin() {
        try {
            process = launch().redirectInput(new File("/dev/null"))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
                    .start();
        } catch (IOException notStartable) {
            throw new UncheckedIOException(notStartable);
        }
    }

    /** In all of its runs so far; each comes to this when its servers have their ports. */
    private long startsOfTheApplication() {
        if (Files.notExists(log())) {
            return 0;
        }
        try (Stream<String> lines = Files.lines(log(), StandardCharsets.ISO_8859_1)) {
            return lines.filter(line -> line.matches(" *application +starting")).count();
        } catch (IOException notReadable) {
            throw new UncheckedIOException(notReadable);
        }
    }

    private void awaitReady() {
        awaitStart("Saler ready", () -> Files.exists(data().resolve("saler.json")) && client().isReady());
    }

    private void awaitStart(String what, Callable<Boolean> started) {
        await(what + ", see " + log())
                .atMost(START)
                .pollInterval(Duration.ofMillis(200))
                .failFast("Saler ended, see " + log(), () -> !process.isAlive())
                .until(started);
    }

    /** Saler as its users run it, options of the virtual machine included; but nothing is built anew. */
    private ProcessBuilder launch() {
        var builder = new ProcessBuilder(
                // A process group of its own, as under a terminal, so that all of it can be killed at once.
                "setsid",
                Path.of(System.getProperty("saler.launcher"))
                        .toAbsolutePath()
                        .normalize()
                        .toString(),
                "run",
                "--data-dir=" + data(),
                "--server.port=" + port,
                "--saler.dev.server-controls=true",
                "--saler.saga-journal.personal-readers=" + Dashboard.ADMINISTRATOR,
                // What is written only when somebody looks for a fault must hold no secrets either.
                "--logging.level.io.saler=debug");
        if (isDistributed()) {
            builder.command().addAll(List.of("--distributed", "--axon-server=" + AXON_SERVER, "--nodes=" + NODES));
        }
        builder.environment().put("SALER_PROGRAM", Program.UNPACKED.toString());
        // All tests come from one address, and some sign up many people.
        builder.environment().put("SALER_RATE_LIMITS_SCALE", "100");
        if (!Soak.isWanted()) {
            // In a life of minutes, half the work would be for the better machine code of a long one.
            builder.environment().put("SALER_JAVA_OPTS", "-XX:TieredStopAtLevel=1");
        }
        builder.environment().putAll(settings);
        builder.environment().put("SALER_JAVA_HOME", System.getProperty("java.home"));
        return builder;
    }

    /** Saler unpacked, since it starts faster from plain jars than from a jar of jars. */
    private static final class Program {

        static final Path UNPACKED =
                unpack(Path.of(System.getProperty("saler.jar")).toAbsolutePath().normalize());

        private static Path unpack(Path jar) {
            Path directory = Path.of("target", "saler").toAbsolutePath();
            try {
                int status = new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java")
                                        .toString(),
                                "-Djarmode=tools",
                                "-jar",
                                jar.toString(),
                                "extract",
                                "--force",
                                "--destination",
                                directory.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor();
                if (status != 0) {
                    throw new IllegalStateException("Could not unpack " + jar);
                }
                return directory.resolve(jar.getFileName());
            } catch (IOException notStartable) {
                throw new UncheckedIOException(notStartable);
            } catch (InterruptedException stopped) {
                throw new IllegalStateException(stopped);
            }
        }
    }

    SalerClient client() {
        return SalerClient.at(url());
    }

    /** The client of its administrator, who is there from the beginning. */
    SalerClient administrator() {
        SalerClient anyone = client();
        return anyone.signedInWith(
                anyone.logIn(Dashboard.ADMINISTRATOR, administratorPassword()).accessToken());
    }

    String administratorPassword() {
        try {
            return Files.readString(data().resolve("admin-password")).strip();
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + port);
    }

    Path data() {
        return home.resolve("data");
    }

    Path log() {
        return home.resolve("saler.log");
    }

    /**
     * Ends it, and unless it alone is meant everything that it started, as a power cut would: none of them gets to do
     * anything about it. What becomes of its servers otherwise is left to them.
     */
    void kill(boolean alone) {
        if (alone) {
            run(List.of("kill", "-KILL", Long.toString(process.pid())));
            await().atMost(Duration.ofSeconds(60)).until(() -> !process.isAlive());
        } else {
            killAll();
        }
    }

    private void killAll() {
        var family = new ArrayList<ProcessHandle>(process.descendants().toList());
        family.add(process.toHandle());
        var kill = new ArrayList<String>(List.of("kill", "-KILL", "--", "-" + process.pid()));
        // Its servers have process groups of their own.
        family.forEach(each -> kill.add(Long.toString(each.pid())));
        run(kill);
        await().atMost(Duration.ofSeconds(60)).until(() -> family.stream().noneMatch(ProcessHandle::isAlive));
    }

    private static void run(List<String> command) {
        try {
            new ProcessBuilder(command).inheritIO().start().waitFor();
        } catch (IOException notStartable) {
            throw new UncheckedIOException(notStartable);
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    @Override
    public void close() {
        if (!isDistributed()) {
            end();
        }
    }

    private void end() {
        process.destroy();
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException hurry) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        try (Stream<Path> files = Files.walk(data())) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException | UncheckedIOException alreadyGone) {
            // Deleted by an earlier close.
        }
    }
}
