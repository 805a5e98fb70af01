package io.saler.query.tracking;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * The form of a file of the spool: records one after the other, each with its length and checksum. A process can end in
 * the middle of a record, which then is no record; what is before it holds.
 */
final class SpoolFile {

    /** Longer than any request is; a length beyond that is none. */
    static final int LONGEST = 16 * 1024 * 1024;

    private static final int HEADER = 2 * Integer.BYTES;

    private SpoolFile() {}

    static ByteBuffer framed(byte[] record) {
        return ByteBuffer.allocate(HEADER + record.length)
                .putInt(record.length)
                .putInt(checksum(record))
                .put(record)
                .flip();
    }

    static int size(byte[] record) {
        return HEADER + record.length;
    }

    /** All records before the file's end, or before the first that is not whole. */
    static List<byte[]> read(Path file) throws IOException {
        var records = new ArrayList<byte[]>();
        try (InputStream bytes = Files.newInputStream(file);
                var in = new DataInputStream(new BufferedInputStream(bytes))) {
            while (true) {
                int length = in.readInt();
                int checksum = in.readInt();
                // What was never written can be read as zeros.
                if (length <= 0 || length > LONGEST) {
                    return records;
                }
                byte[] record = in.readNBytes(length);
                if (record.length < length || checksum(record) != checksum) {
                    return records;
                }
                records.add(record);
            }
        } catch (EOFException end) {
            return records;
        }
    }

    /** Whether a record follows what is none, which is then no end that a process has not come to write. */
    static boolean isDamaged(Path file) throws IOException {
        int whole = (int) wholeBytes(file);
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file));
        for (int place = whole + 1; place + HEADER < bytes.limit(); place++) {
            if (isRecord(bytes, place)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isRecord(ByteBuffer bytes, int place) {
        int length = bytes.getInt(place);
        if (length <= 0 || length > bytes.limit() - place - HEADER) {
            return false;
        }
        byte[] record = new byte[length];
        bytes.get(place + HEADER, record);
        return checksum(record) == bytes.getInt(place + Integer.BYTES);
    }

    /** How long the records are that are read. */
    static long wholeBytes(Path file) throws IOException {
        return read(file).stream().mapToLong(SpoolFile::size).sum();
    }

    /** Cuts off what is behind the last whole record, and answers how many bytes that were. */
    static long cutTornEnd(Path file) throws IOException {
        long whole = wholeBytes(file);
        long torn = Files.size(file) - whole;
        if (torn > 0) {
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                channel.truncate(whole).force(true);
            }
        }
        return torn;
    }

    private static int checksum(byte[] record) {
        var sum = new CRC32C();
        sum.update(record, 0, record.length);
        return (int) sum.getValue();
    }
}
