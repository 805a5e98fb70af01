package io.saler.query.kafka;

import io.saler.query.projection.Preparation;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.springframework.util.FileSystemUtils;

/** A real Kafka on loopback, in a process of its own, that can be killed and started again with what it has kept. */
public final class RealKafka implements AutoCloseable {

    private static final Duration LONGEST_START = Duration.ofMinutes(2);

    private final Path folder;
    private final int port;
    private final int controllerPort;
    private Process process;

    public RealKafka() throws IOException {
        folder = Files.createTempDirectory("saler-kafka-");
        try (var one = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = one.getLocalPort();
            controllerPort = other.getLocalPort();
        }
    }

    /** Where it is, whether it runs or not. */
    public KafkaBrokers brokers() {
        return new KafkaBrokers(List.of("127.0.0.1:" + port), Map.of());
    }

    /** What makes the topics, as it does in the application. */
    public Preparation topics(KafkaSettings settings) {
        return new Preparation("topics of a test", new Topics(brokers(), settings)::create);
    }

    /** Returns when it serves its clients. */
    public void start() throws IOException {
        Path ready = folder.resolve("ready");
        Files.deleteIfExists(ready);
        process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                        "-cp",
                        System.getProperty("saler.kafka.jars") + "/*",
                        "io.saler.kafka.KafkaNode",
                        folder.resolve("data").toString(),
                        Integer.toString(port),
                        Integer.toString(controllerPort),
                        ready.toString())
                .redirectErrorStream(true)
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile()))
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        Awaitility.await("Kafka serves its clients").atMost(LONGEST_START).until(() -> {
            if (!process.isAlive()) {
                throw new IllegalStateException("Kafka has ended: " + Files.readString(folder.resolve("log")));
            }
            return Files.exists(ready);
        });
    }

    /** Ends it at once, as a power cut of its machine would, but for what the system still writes to disk. */
    public void kill() throws InterruptedException {
        if (process != null) {
            process.destroyForcibly().waitFor();
        }
    }

    @Override
    public void close() throws InterruptedException {
        kill();
        FileSystemUtils.deleteRecursively(folder.toFile());
    }
}
