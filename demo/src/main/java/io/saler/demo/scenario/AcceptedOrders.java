package io.saler.demo.scenario;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * A file with one JSON line for each order that Saler has accepted, written at once, so that somebody else can hold
 * Saler to it even if this process does not live to do so. Without a path it writes nothing. Safe for many threads.
 */
public final class AcceptedOrders implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final @Nullable BufferedWriter file;

    public AcceptedOrders(@Nullable Path path) throws IOException {
        file = path == null
                ? null
                : Files.newBufferedWriter(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    /** One accepted order. {@code expected} is a {@link Fate}'s name. */
    public record Entry(
            String orderId,
            int number,
            String storeId,
            String buyer,
            String paymentMethod,
            String expected,
            String subtotal,
            List<Line> lines,
            Instant sentAt) {}

    /** What was ordered of one product. */
    public record Line(String productId, String sku, int quantity) {}

    synchronized void add(Entry entry) {
        if (file == null) {
            return;
        }
        try {
            file.write(JSON.writeValueAsString(entry));
            file.newLine();
            file.flush();
        } catch (IOException full) {
            throw new UncheckedIOException(full);
        }
    }

    @Override
    public void close() throws IOException {
        if (file != null) {
            file.close();
        }
    }
}
