package io.saler.standalone.distributed;

import io.saler.standalone.server.ForkedServer;
import io.saler.standalone.server.ServerFailure;
import io.saler.standalone.server.ServerFolders;
import java.io.IOException;
import java.io.Writer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** One process of one side. It counts as started when it says that it is ready. */
public final class Node extends ForkedServer {

    private static final Duration ANSWER = Duration.ofSeconds(2);

    private final Side side;
    private final ServerFolders folders;
    private final Map<String, String> properties;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(ANSWER).build();
    private volatile int port;

    /** @param properties what it has to know about the servers that it needs */
    Node(Side side, int number, ServerFolders folders, Map<String, String> properties) {
        super(side.program() + "-" + number, side.usualPort() + number - 1);
        this.side = side;
        this.folders = folders;
        this.properties = properties;
    }

    Side side() {
        return side;
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + port);
    }

    @Override
    public void start(int port) throws InterruptedException {
        this.port = port;
        run(folders, command(port), "TERM", this::isReady);
    }

    @Override
    public Map<String, String> connectionProperties() {
        return Map.of();
    }

    private List<String> command(int port) {
        Path program = folders.home().resolve("sides").resolve(side.program());
        if (!Files.isDirectory(program)) {
            throw new ServerFailure("The program of the %s is missing in %s: start Saler by ./saler run"
                    .formatted(side.program(), program));
        }
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-XX:+ExitOnOutOfMemoryError",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Daxoniq.update-checker.disabled=true"));
        command.addAll(List.of("-cp", program + "/*:" + program + "/lib/*", side.mainClass()));
        command.add("--server.port=" + port);
        command.add("--spring.config.additional-location=file:" + settings());
        return command;
    }

    /** In a file that only its owner reads, since every user of a machine sees the arguments of a process. */
    private Path settings() {
        var settings = new Properties();
        settings.putAll(properties);
        Path file = folders.run().resolve(name() + ".properties");
        try {
            Files.deleteIfExists(file);
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            try (Writer text = Files.newBufferedWriter(file)) {
                settings.store(text, null);
            }
            return file;
        } catch (IOException failure) {
            throw new ServerFailure(
                    "The settings of %s cannot be written: %s".formatted(name(), failure.getMessage()), failure);
        }
    }

    private boolean isReady() {
        var question = HttpRequest.newBuilder(address().resolve("/actuator/health/readiness"))
                .timeout(ANSWER)
                .build();
        try {
            return http.send(question, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
