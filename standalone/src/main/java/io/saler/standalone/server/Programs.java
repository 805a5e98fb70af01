package io.saler.standalone.server;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;
import org.springframework.util.FileSystemUtils;

/**
 * Unpacks the servers' programs from the class path, each once. Several processes may do so at the same time in the
 * same folder: a program appears there whole or not at all.
 */
public final class Programs {

    /** This machine's system as program archives name it: {@code linux} or {@code darwin}. */
    public static final String SYSTEM =
            System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("mac") ? "darwin" : "linux";

    /** Whether this machine's processor is a 64-bit ARM and not a 64-bit Intel. */
    public static final boolean ARM = "aarch64".equals(System.getProperty("os.arch"));

    private Programs() {}

    /** The folder {@code name} under {@code programs}, with the content of a {@code .tar.xz} resource. */
    public static Path archive(Path programs, String name, String resource) {
        return place(programs, name, resource, (content, place) -> {
            Files.createDirectory(place);
            try (TarArchiveInputStream tar = new TarArchiveInputStream(new XZCompressorInputStream(content))) {
                for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                    unpack(tar, entry, place);
                }
            }
        });
    }

    /** The executable file {@code name} under {@code programs}, with the content of a resource. */
    public static Path executable(Path programs, String name, String resource) {
        return place(programs, name, resource, (content, place) -> {
            Files.copy(content, place);
            Files.setPosixFilePermissions(place, PosixFilePermissions.fromString("rwxr-xr-x"));
        });
    }

    private interface Unpacking {
        void into(InputStream content, Path place) throws IOException;
    }

    private static Path place(Path programs, String name, String resource, Unpacking unpacking) {
        Path target = programs.resolve(name);
        if (Files.exists(target)) {
            return target;
        }
        try (InputStream content = Programs.class.getClassLoader().getResourceAsStream(resource)) {
            if (content == null) {
                throw new ServerFailure(
                        "There is no " + name + " for this machine: " + resource + " is not in the class path");
            }
            Files.createDirectories(programs);
            Path workshop = Files.createTempDirectory(programs, "unpacking");
            try {
                unpacking.into(new BufferedInputStream(content, 1 << 16), workshop.resolve(name));
                publish(workshop.resolve(name), target);
            } finally {
                FileSystemUtils.deleteRecursively(workshop);
            }
            return target;
        } catch (IOException failure) {
            throw new ServerFailure(name + " cannot be unpacked to " + programs + ": " + failure.getMessage(), failure);
        }
    }

    private static void publish(Path whole, Path target) throws IOException {
        try {
            Files.move(whole, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException unsupported) {
            throw unsupported;
        } catch (FileSystemException failure) {
            if (!Files.exists(target)) {
                throw failure;
            }
            // Somebody else was faster; both unpacked the same.
        }
    }

    private static void unpack(TarArchiveInputStream tar, TarArchiveEntry entry, Path folder) throws IOException {
        Path place = folder.resolve(entry.getName()).normalize();
        if (!place.startsWith(folder)) {
            throw new IOException("The archive has an entry outside of itself: " + entry.getName());
        }
        if (entry.isDirectory()) {
            Files.createDirectories(place);
            return;
        }
        Files.createDirectories(place.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(place, Path.of(entry.getLinkName()));
        } else if (entry.isLink()) {
            Files.createLink(place, folder.resolve(entry.getLinkName()).normalize());
        } else {
            Files.copy(tar, place);
            boolean executable = (entry.getMode() & 0100) != 0;
            Files.setPosixFilePermissions(
                    place, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
        }
    }
}
