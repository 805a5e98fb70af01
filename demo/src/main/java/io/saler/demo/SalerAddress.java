package io.saler.demo;

import io.saler.demo.client.SalerClient;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** Where a Saler and its servers listen, as it writes into {@code saler.json} in its data directory. */
public final class SalerAddress {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Set<String> HERE = Set.of("127.0.0.1", "localhost", "[::1]", "::1");

    private SalerAddress() {}

    /** Where {@code ./saler run} keeps its data when nothing else is said; the launcher says where that is. */
    public static Path usualDataDirectory() {
        return Path.of(System.getProperty("saler.usual-data-dir", ".saler"));
    }

    /** The address in this data directory, if a Saler answers there that it is ready. */
    public static Optional<URI> readyIn(Path dataDirectory) {
        return written(dataDirectory).filter(url -> SalerClient.at(url).isReady());
    }

    /** The port of one of its servers, such as {@code postgresql}; empty when it is not Saler that runs this one. */
    public static OptionalInt portOf(String server, Path dataDirectory) {
        int port = description(dataDirectory).path("ports").path(server).asInt(0);
        return port == 0 ? OptionalInt.empty() : OptionalInt.of(port);
    }

    /** Whether it names this machine. */
    static boolean isHere(URI url) {
        return url.getHost() != null && HERE.contains(url.getHost());
    }

    /** An address that people typed, or {@link IllegalArgumentException} with what is wrong with it. */
    public static URI parse(String text) {
        URI url = URI.create(text);
        if (url.getHost() == null || !Set.of("http", "https").contains(String.valueOf(url.getScheme()))) {
            throw new IllegalArgumentException("it has to look like http://127.0.0.1:8080");
        }
        return url;
    }

    private static Optional<URI> written(Path dataDirectory) {
        try {
            String url = description(dataDirectory).path("url").asString("");
            return url.isEmpty() ? Optional.empty() : Optional.of(parse(url));
        } catch (IllegalArgumentException noUrl) {
            return Optional.empty();
        }
    }

    private static JsonNode description(Path dataDirectory) {
        try {
            return JSON.readTree(Files.readString(dataDirectory.resolve("saler.json")));
        } catch (IOException | JacksonException absentOrHalfWritten) {
            return MissingNode.getInstance();
        }
    }
}
