package io.saler.benchmark;

import io.saler.demo.SalerAddress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** The Saler to load, and the JDBC URL of its PostgreSQL where that is known. */
record BenchmarkedSaler(URI url, Optional<String> database) {

    /**
     * What the options name, and what they do not name by the data directory.
     *
     * @throws IllegalArgumentException with what is wrong, for a URL that is none or when there is no Saler to load
     */
    static BenchmarkedSaler find(@Nullable String url, @Nullable String database, Path dataDirectory) {
        Optional<URI> local = SalerAddress.readyIn(dataDirectory);
        URI chosen = url == null
                ? local.orElseThrow(() -> new IllegalArgumentException(
                        "No Saler is ready here: start one with ./saler run, or name one with --url."))
                : SalerAddress.parse(url);
        if (database != null) {
            return new BenchmarkedSaler(chosen, Optional.of(database));
        }
        boolean isLocal = local.filter(chosen::equals).isPresent();
        return new BenchmarkedSaler(chosen, isLocal ? embeddedDatabase(dataDirectory) : Optional.empty());
    }

    private static Optional<String> embeddedDatabase(Path dataDirectory) {
        OptionalInt port = SalerAddress.portOf("postgresql", dataDirectory);
        Path password = dataDirectory.resolve("postgresql-password");
        if (port.isEmpty() || !Files.isReadable(password)) {
            return Optional.empty();
        }
        try {
            return Optional.of("jdbc:postgresql://127.0.0.1:%d/saler?user=saler&password=%s"
                    .formatted(
                            port.getAsInt(),
                            URLEncoder.encode(Files.readString(password).strip(), StandardCharsets.UTF_8)));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
