package io.saler.demo.assortment;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A product file in UTF-8: one on disk, or the one that the demonstration brings along. */
public record ProductFile(@Nullable Path path) {

    private static final String BUILT_IN = "/products.csv";

    public static ProductFile builtIn() {
        return new ProductFile(null);
    }

    /**
     * Its products; {@link IOException} when it cannot be opened, {@link MalformedProductFile} when it makes no sense.
     */
    public List<ShopifyProduct> products() throws IOException {
        try (InputStream bytes = open()) {
            return ShopifyCsv.read(new InputStreamReader(bytes, StandardCharsets.UTF_8));
        }
    }

    private InputStream open() throws IOException {
        if (path != null) {
            return Files.newInputStream(path);
        }
        InputStream builtIn = ProductFile.class.getResourceAsStream(BUILT_IN);
        if (builtIn == null) {
            throw new IOException(BUILT_IN + " is missing in this jar");
        }
        return builtIn;
    }

    @Override
    public String toString() {
        return path == null ? "the built-in product file" : path.toString();
    }
}
