package io.saler.query.tracking;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What waits on disk for Kafka, in the order in which it came. A record that was appended is still there after the
 * process, or the machine, has ended at any moment; a file is gone only after all of its records have arrived, so a
 * record may be handed out again and is never left out. Safe for use by many threads, whose records are forced to disk
 * together.
 */
final class Spool implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Spool.class);
    private static final String SUFFIX = ".spool";
    private static final String ASIDE = ".aside";
    private static final Pattern NAME = Pattern.compile("(\\d{19})(\\.spool|\\.aside)");
    private static final long LONGEST_FILE = 8L * 1024 * 1024;
    private static final int MOST_PROCESSES = 1_000;

    private final Path folder;
    private final long limit;
    private final FileChannel lockFile;
    private final Deque<Path> files = new ArrayDeque<>();
    private long bytes;
    private long number;
    private int aside;
    private @Nullable Writing writing;

    /** There is no room for a record until others have gone. */
    static final class SpoolFull extends IOException {
        private static final long serialVersionUID = 1L;

        private SpoolFull(long limit) {
            super("More than %,d bytes wait already".formatted(limit));
        }
    }

    private Spool(Path folder, FileChannel lockFile, long limit) {
        this.folder = folder;
        this.lockFile = lockFile;
        this.limit = limit;
    }

    /**
     * Opens the first folder below {@code directory} that no process uses, with what a former one has left in it.
     *
     * @param limit how many bytes may wait
     */
    static Spool open(Path directory, long limit) throws IOException {
        for (int process = 0; process < MOST_PROCESSES; process++) {
            Path folder = Files.createDirectories(directory.resolve(Integer.toString(process)));
            Spool spool = openUnused(folder, limit);
            if (spool != null) {
                return spool;
            }
        }
        throw new IOException("All folders in %s are in use".formatted(directory));
    }

    /**
     * What a process that has ended left in a folder that nobody uses since, to be closed when that is gone; empty when
     * there is no such folder.
     */
    Optional<Spool> left() throws IOException {
        try (Stream<Path> others = Files.list(Objects.requireNonNull(folder.getParent()))) {
            for (Path other : others.sorted().toList()) {
                Spool left = !other.equals(folder) && hasRecords(other) ? openUnused(other, limit) : null;
                if (left != null && !left.isEmpty()) {
                    return Optional.of(left);
                }
                if (left != null) {
                    left.close();
                }
            }
        }
        return Optional.empty();
    }

    private static boolean hasRecords(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return false;
        }
        try (Stream<Path> found = Files.list(folder)) {
            return found.anyMatch(file -> file.toString().endsWith(SUFFIX));
        }
    }

    private static @Nullable Spool openUnused(Path folder, long limit) throws IOException {
        FileChannel lockFile =
                FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        boolean opened = false;
        try {
            if (lock(lockFile) == null) {
                return null;
            }
            var spool = new Spool(folder, lockFile, limit);
            spool.takeOver();
            opened = true;
            return spool;
        } finally {
            if (!opened) {
                lockFile.close();
            }
        }
    }

    private static @Nullable FileLock lock(FileChannel file) throws IOException {
        try {
            return file.tryLock();
        } catch (OverlappingFileLockException ofThisProcess) {
            return null;
        }
    }

    private void takeOver() throws IOException {
        try (Stream<Path> found = Files.list(folder)) {
            for (Path file : found.sorted().toList()) {
                Matcher name = NAME.matcher(file.getFileName().toString());
                if (!name.matches()) {
                    // The lock, or whatever somebody else has put there.
                    continue;
                }
                if (name.group(2).equals(SUFFIX)) {
                    files.add(file);
                } else {
                    aside++;
                }
                number = Math.max(number, Long.parseLong(name.group(1)));
            }
        }
        for (Path file : List.copyOf(files)) {
            if (SpoolFile.isDamaged(file)) {
                keepAside(Files.copy(file, next(ASIDE)), file);
            }
            long torn = SpoolFile.cutTornEnd(file);
            if (torn > 0) {
                log.info("Cut {} bytes of a record that was never accepted off {}", torn, file);
            }
            bytes += Files.size(file);
        }
    }

    /** Its records up to the damage are sent all the same. */
    private void keepAside(Path kept, Path damaged) throws IOException {
        force(kept);
        forceNames();
        aside++;
        log.error("{} is damaged. What is behind the damage cannot be sent; all is kept in {}", damaged, kept);
    }

    private Path next(String suffix) {
        return folder.resolve("%019d%s".formatted(++number, suffix));
    }

    boolean isEmpty() {
        return bytes() == 0;
    }

    synchronized long bytes() {
        return bytes;
    }

    /** How many files there are with what cannot arrive. */
    synchronized int aside() {
        return aside;
    }

    /** Returns when the record is on disk; throws {@link SpoolFull} or another exception when it is not. */
    void append(byte[] record) throws IOException {
        if (record.length > SpoolFile.LONGEST) {
            throw new IOException("A record of %,d bytes would not be read again".formatted(record.length));
        }
        Writing file;
        long end;
        synchronized (this) {
            int size = SpoolFile.size(record);
            if (bytes + size > limit) {
                throw new SpoolFull(limit);
            }
            file = current();
            end = file.write(SpoolFile.framed(record));
            bytes += size;
        }
        file.force(end);
    }

    /** The oldest records, which nothing is added to any more; empty when nothing waits. */
    synchronized Optional<Path> oldest() throws IOException {
        Path oldest = files.peekFirst();
        if (oldest != null && writing != null && writing.file.equals(oldest)) {
            finish();
        }
        return Optional.ofNullable(oldest);
    }

    /** Deletes the oldest records, since all of them have arrived that can be read. */
    synchronized void remove(Path oldest) throws IOException {
        if (oldest.equals(files.peekFirst())) {
            long size = Files.size(oldest);
            if (SpoolFile.wholeBytes(oldest) < size) {
                keepAside(Files.move(oldest, next(ASIDE)), oldest);
            } else {
                Files.delete(oldest);
            }
            files.removeFirst();
            bytes -= size;
        }
    }

    /** Keeps one of the oldest records for somebody to look at, since it can never arrive. */
    synchronized Path setAside(byte[] record) throws IOException {
        Path file = next(ASIDE);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            ByteBuffer framed = SpoolFile.framed(record);
            while (framed.hasRemaining()) {
                channel.write(framed);
            }
            channel.force(true);
        }
        forceNames();
        aside++;
        return file;
    }

    private Writing current() throws IOException {
        if (writing != null && (writing.broken || writing.length >= LONGEST_FILE)) {
            finish();
        }
        if (writing == null) {
            writing = begun();
            files.addLast(writing.file);
        }
        return writing;
    }

    /** A file that is there after a power cut, too; what is written to any other would be gone with its name. */
    private Writing begun() throws IOException {
        var begun = new Writing(next(SUFFIX));
        boolean lasting = false;
        try {
            forceNames();
            lasting = true;
            return begun;
        } finally {
            if (!lasting) {
                begun.close();
                Files.delete(begun.file);
            }
        }
    }

    private void forceNames() throws IOException {
        force(folder);
        force(Objects.requireNonNull(folder.getParent()));
    }

    private static void force(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private void finish() throws IOException {
        Writing last = writing;
        writing = null;
        if (last != null) {
            try {
                last.close();
            } catch (IOException failure) {
                // Whoever waits for what is not on disk is told by the same failure.
                log.error("{} could not be written to its end", last.file, failure);
            }
            // What could not be written whole counts no more.
            long torn = SpoolFile.cutTornEnd(last.file);
            bytes -= last.length - Files.size(last.file);
            if (torn > 0) {
                log.warn("Cut {} bytes off {}, which could not be written", torn, last.file);
            }
        }
    }

    @Override
    public synchronized void close() throws IOException {
        try {
            finish();
        } finally {
            lockFile.close();
        }
    }

    /** The file that records are added to. */
    private static final class Writing implements AutoCloseable {

        private final Path file;
        private final FileChannel channel;
        private final Object forcing = new Object();
        private volatile long length;
        private volatile boolean broken;
        private long forced;

        Writing(Path file) throws IOException {
            this.file = file;
            this.channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        }

        /** Called by one thread at a time. */
        long write(ByteBuffer record) throws IOException {
            try {
                int size = record.remaining();
                while (record.hasRemaining()) {
                    channel.write(record);
                }
                length += size;
                return length;
            } catch (IOException failure) {
                broken = true;
                throw failure;
            }
        }

        /** One of many that wait forces what all of them have written. */
        void force(long end) throws IOException {
            synchronized (forcing) {
                if (forced >= end) {
                    return;
                }
                // What the system did with a part that it could not force is not known, and asking again would not
                // tell.
                if (broken) {
                    throw new IOException("%s cannot be written".formatted(file));
                }
                long written = length;
                try {
                    channel.force(false);
                    forced = written;
                } catch (IOException failure) {
                    broken = true;
                    throw failure;
                }
            }
        }

        @Override
        public void close() throws IOException {
            try {
                force(length);
            } finally {
                channel.close();
            }
        }
    }
}
