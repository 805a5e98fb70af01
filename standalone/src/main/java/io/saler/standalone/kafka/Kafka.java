package io.saler.standalone.kafka;

import io.saler.standalone.server.JavaServer;
import io.saler.standalone.server.Ports;
import io.saler.standalone.server.ServerFolders;
import java.util.List;
import java.util.Map;

/** One Kafka broker that is its own controller. */
public final class Kafka extends JavaServer {

    private final Ports ports;
    private volatile int controllerPort;

    public Kafka(ServerFolders folders, Ports ports) {
        super("kafka", 9094, folders);
        this.ports = ports;
    }

    @Override
    protected String mainClass() {
        return "io.saler.kafka.KafkaNode";
    }

    @Override
    protected List<String> options() {
        return List.of(
                "-Xmx256m",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                "-Dorg.slf4j.simpleLogger.showDateTime=true",
                "-Dorg.slf4j.simpleLogger.dateTimeFormat=yyyy-MM-dd HH:mm:ss.SSS");
    }

    @Override
    protected List<String> arguments(int port) {
        // Nobody outside the broker's process speaks to the controller, so its port may change.
        if (controllerPort == 0 || !Ports.isFree(controllerPort)) {
            controllerPort = ports.take(port + 1);
        }
        return List.of(data().toString(), Integer.toString(port), Integer.toString(controllerPort));
    }

    @Override
    public Map<String, String> connectionProperties() {
        return Map.of("spring.kafka.bootstrap-servers", address());
    }
}
