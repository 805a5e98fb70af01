package io.saler.demo;

import io.saler.demo.client.SalerClient;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Where a Saler listens, as it writes into {@code saler.json} in its data directory. */
final class SalerAddress {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Set<String> HERE = Set.of("127.0.0.1", "localhost", "[::1]", "::1");

    private SalerAddress() {}

    /** The address in this data directory, if a Saler answers there that it is ready. */
    static Optional<URI> readyIn(Path dataDirectory) {
        return written(dataDirectory.resolve("saler.json"))
                .filter(url -> SalerClient.at(url).isReady());
    }

    /** Whether it names this machine. */
    static boolean isHere(URI url) {
        return url.getHost() != null && HERE.contains(url.getHost());
    }

    /** An address that people typed, or {@link IllegalArgumentException} with what is wrong with it. */
    static URI parse(String text) {
        URI url = URI.create(text);
        if (url.getHost() == null || !Set.of("http", "https").contains(String.valueOf(url.getScheme()))) {
            throw new IllegalArgumentException("it has to look like http://127.0.0.1:8080");
        }
        return url;
    }

    private static Optional<URI> written(Path file) {
        try {
            String url = JSON.readTree(Files.readString(file)).path("url").asString("");
            return url.isEmpty() ? Optional.empty() : Optional.of(parse(url));
        } catch (IOException | JacksonException | IllegalArgumentException absentOrHalfWritten) {
            return Optional.empty();
        }
    }
}
