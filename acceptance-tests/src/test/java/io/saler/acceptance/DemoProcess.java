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
     * For each of its parts. Six processes of the sides that start together take minutes on a machine with two cores.
     */
    private static final Duration PATIENCE = Duration.ofMinutes(SalerProcess.isDistributed() ? 10 : 4);

    /** Four of each of at most two nodes. */
    private static final int MAIL_CONNECTIONS = 8;

    /** As many as without the option. */
    static final int USUAL_ORDERS = 200;

    private final Process process;
    private final Path accepted;
    private final Path log;

    private DemoProcess(Process process, Path accepted, Path log) {
        this.process = process;
        this.accepted = accepted;
        this.log = log;
    }

    static DemoProcess start(SalerProcess saler, Path directory, String name, int orders) throws IOException {
        return start(saler, directory, name, orders, 0);
    }

    /**
     * One in the middle of which Saler is killed. A mail that is just being handed over then is handed over again, of
     * which there are no more than connections to the mail server.
     */
    static DemoProcess startToBeInterrupted(SalerProcess saler, Path directory, String name) throws IOException {
        return start(saler, directory, name, USUAL_ORDERS, MAIL_CONNECTIONS);
    }

    private static DemoProcess start(SalerProcess saler, Path directory, String name, int orders, int repeatedMails)
            throws IOException {
        Path accepted = directory.resolve(name + ".jsonl");
        Path log = directory.resolve(name + ".log");
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-jar",
                        Path.of(System.getProperty("saler.demo.jar"))
                                .toAbsolutePath()
                                .toString(),
                        "--url=" + saler.url(),
                        "--orders=" + orders,
                        "--repeated-mails=" + repeatedMails,
                        "--accepted=" + accepted,
                        "--timeout=" + PATIENCE.toSeconds(),
                        "--no-color"))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        return new DemoProcess(process, accepted, log);
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
                .atMost(Duration.ofMinutes(4))
                .pollInterval(Duration.ofMillis(20))
                .failFast("The demo ended early, see " + log, () -> !process.isAlive())
                .until(() -> accepted() >= orders);
    }

    void assertPasses() throws InterruptedException, IOException {
        assertThat(process.waitFor(3 * PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(log)).isZero();
    }
}
