package io.saler.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The demonstration as its users run it, a process of its own: orders, and then every check. */
final class DemoProcess {

    /**
     * For each of its parts, and as much again for each interruption but the first: six processes of the sides that
     * start together take minutes on a machine with two cores.
     */
    private static final Duration PATIENCE = Duration.ofMinutes(SalerProcess.isDistributed() ? 10 : 4);

    /** Four of each of at most two nodes. */
    private static final int MAIL_CONNECTIONS = 8;

    /** As many as without the option. */
    static final int USUAL_ORDERS = 200;

    /** Enough for these orders, and soon imported; some of them are scarce. */
    private static final int ARTICLES = 100;

    /** Of each of twenty buyers from one order to the next: some ten seconds of load, not counting interruptions. */
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Process process;
    private final Path accepted;
    private final Path log;
    private final Duration patience;

    private DemoProcess(Process process, Path accepted, Path log, Duration patience) {
        this.process = process;
        this.accepted = accepted;
        this.log = log;
        this.patience = patience;
    }

    /** Places all of its orders at once. */
    static DemoProcess start(SalerProcess saler, Path directory, String name, int orders) throws IOException {
        return start(saler, directory, name, orders, Duration.ZERO, 0);
    }

    /**
     * A steady load, in the middle of which Saler is killed that many times, or loses a server. A mail that is just
     * being handed over then is handed over again, of which there are no more than connections to the mail server.
     */
    static DemoProcess startToBeInterrupted(SalerProcess saler, Path directory, String name, int interruptions)
            throws IOException {
        return start(saler, directory, name, USUAL_ORDERS, PAUSE, interruptions);
    }

    private static DemoProcess start(
            SalerProcess saler, Path directory, String name, int orders, Duration pause, int interruptions)
            throws IOException {
        Duration patience = PATIENCE.multipliedBy(Math.max(1, interruptions));
        Path accepted = directory.resolve(name + ".jsonl");
        Path log = directory.resolve(name + ".log");
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-jar",
                        Path.of(System.getProperty("saler.demo.jar"))
                                .toAbsolutePath()
                                .toString(),
                        "--url=" + saler.url(),
                        "--orders=" + orders,
                        "--articles=" + ARTICLES,
                        "--pause=" + pause.toMillis(),
                        "--repeated-mails=" + interruptions * MAIL_CONNECTIONS,
                        "--accepted=" + accepted,
                        "--timeout=" + patience.toSeconds(),
                        "--no-color"))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        return new DemoProcess(process, accepted, log, patience);
    }

    /** How many orders Saler has accepted. */
    long accepted() throws IOException {
        if (Files.notExists(accepted)) {
            return 0;
        }
        try (Stream<String> lines = Files.lines(accepted)) {
            return lines.count();
        }
    }

    void awaitAccepted(int orders) {
        await("orders accepted, see " + log)
                .atMost(patience)
                .pollInterval(Duration.ofMillis(20))
                .failFast("The demo ended early, see " + log, () -> !process.isAlive())
                .until(() -> accepted() >= orders);
    }

    void awaitEnd() throws InterruptedException {
        assertThat(process.waitFor(3 * patience.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }

    void assertPasses() throws InterruptedException, IOException {
        awaitEnd();
        assertThat(process.exitValue()).as(Files.readString(log)).isZero();
    }
}
