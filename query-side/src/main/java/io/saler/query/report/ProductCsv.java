package io.saler.query.report;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.springframework.http.MediaType;

/**
 * Products as CSV, in a file for as long as they are sent: there may be too many for memory, and whoever takes them
 * slowly must not hold the snapshot that they are read from. To be closed, which deletes the file.
 */
final class ProductCsv implements AutoCloseable {

    static final MediaType TYPE = new MediaType("text", "csv", StandardCharsets.UTF_8);

    private static final Object[] HEADER = {
        "productId", "sku", "name", "category", "orders", "units", "revenue", "returned", "currency"
    };

    private final Path file;

    private ProductCsv(Path file) {
        this.file = file;
    }

    /** @param read hands over all products */
    static ProductCsv of(Consumer<Consumer<ProductFigures>> read) {
        try {
            var written = new ProductCsv(Files.createTempFile("saler-products-", ".csv"));
            try {
                written.write(read);
            } catch (IOException | RuntimeException failure) {
                written.close();
                throw failure;
            }
            return written;
        } catch (IOException full) {
            throw new UncheckedIOException(full);
        }
    }

    private void write(Consumer<Consumer<ProductFigures>> read) throws IOException {
        try (Writer out = Files.newBufferedWriter(file)) {
            var csv = new CsvText(out);
            csv.row(HEADER);
            read.accept(product -> row(product, csv));
        }
    }

    private static void row(ProductFigures product, CsvText csv) {
        csv.row(
                product.productId(),
                product.sku(),
                product.name(),
                product.category(),
                product.orders(),
                product.units(),
                Layout.amount(product.revenue()),
                product.returned(),
                product.revenue().currency());
    }

    long size() throws IOException {
        return Files.size(file);
    }

    void sendTo(OutputStream out) throws IOException {
        Files.copy(file, out);
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(file);
    }
}
