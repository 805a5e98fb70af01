package io.saler.standalone;

import io.saler.standalone.server.LeftoverServer;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;

/**
 * The directory that holds everything Saler keeps. It belongs to one process at a time, which a file lock ensures that
 * ends with the process, however it ends. A directory with foreign content is neither used nor deleted: ours has a file
 * {@code saler-data}, which is also the lock.
 */
final class DataDirectory implements AutoCloseable {

    private static final String MARK = "saler-data";

    /** Unpacked programs are no data: they stay when everything else goes. */
    private static final Set<String> NOT_DATA = Set.of(MARK, "programs");

    private final Path path;
    private final FileChannel mark;

    private DataDirectory(Path path, FileChannel mark) {
        this.path = path;
        this.mark = mark;
    }

    /**
     * Opens the directory for this process, creates it when it is missing, and ends servers that a killed process left.
     *
     * @param fresh whether what it holds is deleted
     * @param kept names of what stays even then, for something outside depends on it
     * @throws StartRefused when it is another process's at the moment, or not Saler's at all
     */
    static DataDirectory open(Path path, boolean fresh, Set<String> kept) {
        try {
            createPrivately(path);
            if (!Files.exists(path.resolve(MARK)) && !isEmpty(path)) {
                throw new StartRefused(path + " is not a data directory of Saler: it has content but no file " + MARK
                        + ". Choose another one by --data-dir=DIR");
            }
            DataDirectory directory = new DataDirectory(path, lock(path));
            directory.prepare(fresh, kept);
            return directory;
        } catch (IOException failure) {
            throw new StartRefused("The data directory " + path + " cannot be used: " + failure.getMessage(), failure);
        }
    }

    Path path() {
        return path;
    }

    Path run() {
        return path.resolve("run");
    }

    Path logs() {
        return path.resolve("logs");
    }

    /** Lets another process have the directory. */
    @Override
    public void close() throws IOException {
        mark.close();
    }

    private void prepare(boolean fresh, Set<String> kept) throws IOException {
        Files.createDirectories(run());
        LeftoverServer.endAll(run());
        if (fresh) {
            try (DirectoryStream<Path> content = Files.newDirectoryStream(path)) {
                for (Path entry : content) {
                    String name = entry.getFileName().toString();
                    if (!NOT_DATA.contains(name) && !kept.contains(name)) {
                        FileSystemUtils.deleteRecursively(entry);
                    }
                }
            }
        }
        Files.createDirectories(run());
        Files.createDirectories(logs());
        // A newer Saler may bring another one.
        Files.deleteIfExists(run().resolve("guard.sh"));
    }

    private static FileChannel lock(Path path) throws IOException {
        FileChannel channel = FileChannel.open(path.resolve(MARK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (tryLock(channel) == null) {
            channel.close();
            throw new StartRefused("Another Saler uses the data directory " + path + ". Stop it first ("
                    + RunningSaler.describe(path) + "), or choose another directory by --data-dir=DIR");
        }
        return channel;
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException ownProcess) {
            return null;
        }
    }

    private static void createPrivately(Path path) throws IOException {
        if (!Files.exists(path)) {
            if (path.getParent() != null) {
                Files.createDirectories(path.getParent());
            }
            Files.createDirectory(
                    path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
    }

    private static boolean isEmpty(Path path) throws IOException {
        try (DirectoryStream<Path> content = Files.newDirectoryStream(path)) {
            return !content.iterator().hasNext();
        }
    }
}
