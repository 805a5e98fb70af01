package io.saler.acceptance;

import static org.awaitility.Awaitility.await;

import io.saler.demo.client.SalerClient;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** One Saler with its own data directory and a port that stays the same over restarts. */
final class SalerProcess implements AutoCloseable {

    private static final Duration START = Duration.ofMinutes(3);

    private final Path home;
    private final int port;
    private Process process;

    private SalerProcess(Path home, int port) {
        this.home = home;
        this.port = port;
        Runtime.getRuntime().addShutdownHook(new Thread(this::close));
        start();
    }

    static SalerProcess startFresh() {
        try {
            return new SalerProcess(Files.createTempDirectory("saler-acceptance-"), freePort());
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
        try {
            process = new ProcessBuilder(command())
                    .redirectInput(new File("/dev/null"))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
                    .start();
        } catch (IOException notStartable) {
            throw new UncheckedIOException(notStartable);
        }
        await("Saler ready, see " + log())
                .atMost(START)
                .pollInterval(Duration.ofMillis(200))
                .failFast("Saler ended, see " + log(), () -> !process.isAlive())
                .until(() -> Files.exists(data().resolve("saler.json")) && client().isReady());
    }

    private List<String> command() {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-Daxoniq.update-checker.disabled=true",
                "-Xmx768m",
                "-Dsaler.home=" + Program.JAR.getParent(),
                "-jar",
                Program.UNPACKED.toString(),
                "--data-dir=" + data(),
                "--server.port=" + port,
                "--saler.dev.server-controls=true");
    }

    /** Saler as it is really run: unpacked, since it starts faster from plain jars than from a jar of jars. */
    private static final class Program {

        static final Path JAR =
                Path.of(System.getProperty("saler.jar")).toAbsolutePath().normalize();
        static final Path UNPACKED = unpack();

        private static Path unpack() {
            Path directory = Path.of("target", "saler").toAbsolutePath();
            try {
                int status = new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java")
                                        .toString(),
                                "-Djarmode=tools",
                                "-jar",
                                JAR.toString(),
                                "extract",
                                "--force",
                                "--destination",
                                directory.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor();
                if (status != 0) {
                    throw new IllegalStateException("Could not unpack " + JAR);
                }
                return directory.resolve(JAR.getFileName());
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

    URI url() {
        return URI.create("http://127.0.0.1:" + port);
    }

    Path data() {
        return home.resolve("data");
    }

    Path log() {
        return home.resolve("saler.log");
    }

    /** Ends it as an operator would, and waits for that. */
    void stop() {
        process.destroy();
        awaitEnd(List.of(process.toHandle()));
    }

    /** Ends it and everything it started as a power cut would: none of them gets to do anything about it. */
    void kill() {
        var family = new ArrayList<ProcessHandle>(process.descendants().toList());
        family.add(process.toHandle());
        family.forEach(ProcessHandle::destroyForcibly);
        awaitEnd(family);
    }

    private static void awaitEnd(List<ProcessHandle> processes) {
        await().atMost(Duration.ofSeconds(60)).until(() -> processes.stream().noneMatch(ProcessHandle::isAlive));
    }

    @Override
    public void close() {
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
