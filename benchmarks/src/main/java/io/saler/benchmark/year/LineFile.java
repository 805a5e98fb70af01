package io.saler.benchmark.year;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** A compressed file of lines, for what is too much to be held in memory. */
final class LineFile implements AutoCloseable {

    private static final int BUFFER = 64 * 1024;

    private final BufferedWriter out;
    private long written;

    LineFile(Path file) throws IOException {
        out = new BufferedWriter(new OutputStreamWriter(
                new GZIPOutputStream(Files.newOutputStream(file), BUFFER), StandardCharsets.UTF_8));
    }

    static InputStream read(Path file) throws IOException {
        return new GZIPInputStream(Files.newInputStream(file), BUFFER);
    }

    void add(String line) {
        try {
            out.write(line);
            out.write('\n');
            written++;
        } catch (IOException full) {
            throw new UncheckedIOException(full);
        }
    }

    long written() {
        return written;
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
