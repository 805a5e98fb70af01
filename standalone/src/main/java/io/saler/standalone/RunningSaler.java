package io.saler.standalone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * How tools find a Saler that runs: the file {@code saler.json} in its data directory, there from when it is ready
 * until it stops in good order. After a kill the file stays; its {@code pid} tells that nobody is there.
 *
 * @param url where the HTTP API answers
 * @param pid Saler's process
 * @param ports the port of HTTP and of every embedded server, by name
 */
record RunningSaler(String url, long pid, Map<String, Integer> ports) {

    private static final String FILE = "saler.json";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    void writeTo(Path dataDirectory) throws IOException {
        Path whole = dataDirectory.resolve(FILE + ".new");
        Files.writeString(whole, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(this));
        Files.move(whole, dataDirectory.resolve(FILE), StandardCopyOption.ATOMIC_MOVE);
    }

    static void removeFrom(Path dataDirectory) throws IOException {
        Files.deleteIfExists(dataDirectory.resolve(FILE));
    }

    /** The one that uses a data directory, in words. */
    static String describe(Path dataDirectory) {
        try {
            RunningSaler running = JSON.readValue(Files.readString(dataDirectory.resolve(FILE)), RunningSaler.class);
            return "process " + running.pid() + " at " + running.url();
        } catch (IOException | JacksonException notReady) {
            return "it is starting or stopping just now";
        }
    }
}
