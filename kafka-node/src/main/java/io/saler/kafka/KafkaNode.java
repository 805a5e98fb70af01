package io.saler.kafka;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;

/**
 * Runs one Kafka broker that is its own controller, bound to the loopback address, until the process is told to end
 * (SIGTERM). Arguments: the data folder (formatted when it is new), the client port, the controller port, and a file
 * that is created when the broker serves its clients. The process exits with status 1 when the broker cannot start; its
 * log goes to standard error.
 */
public final class KafkaNode {

    private KafkaNode() {}

    /** Starts the broker and stays until the process ends. */
    public static void main(String[] arguments) {
        Path data = Path.of(arguments[0]);
        int port = Integer.parseInt(arguments[1]);
        int controllerPort = Integer.parseInt(arguments[2]);
        Path ready = Path.of(arguments[3]);
        try {
            Properties settings = settings(data, port, controllerPort);
            if (!Files.exists(data.resolve("log/meta.properties"))) {
                format(data, settings);
            }
            KafkaRaftServer server = new KafkaRaftServer(KafkaConfig.fromProps(settings, false), Time.SYSTEM);
            Runtime.getRuntime().addShutdownHook(new Thread(server::shutdown, "kafka-stop"));
            server.startup();
            Files.createFile(ready);
            server.awaitShutdown();
        } catch (Exception | LinkageError failure) {
            failure.printStackTrace();
            System.exit(1);
        }
    }

    private static void format(Path data, Properties settings) throws IOException {
        Files.createDirectories(data);
        Path file = data.resolve("server.properties");
        try (Writer writer = Files.newBufferedWriter(file)) {
            settings.store(writer, null);
        }
        String[] command = {
            "format", "--ignore-formatted", "--cluster-id", Uuid.randomUuid().toString(), "--config", file.toString()
        };
        if (StorageTool.execute(command, System.out) != 0) {
            throw new IOException("Kafka could not format " + data);
        }
    }

    private static Properties settings(Path data, int port, int controllerPort) {
        Properties settings = new Properties();
        // Whoever uses a topic has to create it, with the settings that it needs.
        settings.setProperty("auto.create.topics.enable", "false");
        settings.setProperty("process.roles", "broker,controller");
        settings.setProperty("node.id", "1");
        settings.setProperty("controller.quorum.voters", "1@127.0.0.1:" + controllerPort);
        settings.setProperty("controller.listener.names", "CONTROLLER");
        settings.setProperty("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        settings.setProperty(
                "listeners", "PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort);
        settings.setProperty("advertised.listeners", "PLAINTEXT://127.0.0.1:" + port);
        settings.setProperty("log.dirs", data.resolve("log").toString());

        settings.setProperty("offsets.topic.replication.factor", "1");
        settings.setProperty("offsets.topic.num.partitions", "4");
        settings.setProperty("transaction.state.log.replication.factor", "1");
        settings.setProperty("transaction.state.log.min.isr", "1");
        settings.setProperty("transaction.state.log.num.partitions", "4");
        settings.setProperty("share.coordinator.state.topic.replication.factor", "1");
        settings.setProperty("share.coordinator.state.topic.min.isr", "1");
        settings.setProperty("share.coordinator.state.topic.num.partitions", "1");
        settings.setProperty("group.initial.rebalance.delay.ms", "0");

        // One developer's machine, not a fleet: few threads, and no 128 MiB of heap for the log cleaner.
        settings.setProperty("num.network.threads", "2");
        settings.setProperty("num.io.threads", "4");
        settings.setProperty("background.threads", "2");
        settings.setProperty("log.cleaner.dedupe.buffer.size", "4194304");
        settings.setProperty("log.cleaner.io.buffer.size", "131072");
        return settings;
    }
}
