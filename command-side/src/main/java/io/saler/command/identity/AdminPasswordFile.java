package io.saler.command.identity;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** The administrator's random password, in a file that its owner alone can read, from its first byte on. */
final class AdminPasswordFile {

    private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private final Path directory;
    private final Path file;

    AdminPasswordFile(Path directory) {
        this.directory = directory;
        this.file = directory.resolve("admin-password");
    }

    String readOrCreate() {
        try {
            if (!Files.exists(file)) {
                create();
            }
            return Files.readString(file).strip();
        } catch (IOException unusable) {
            throw new UncheckedIOException("The administrator's password cannot be kept in " + file, unusable);
        }
    }

    /** Written under another name first, so that the file is never seen half written, and never overwritten. */
    private void create() throws IOException {
        Files.createDirectories(directory);
        Path draft = Files.createTempFile(directory, "admin-password", ".draft", OWNER_ONLY);
        try {
            try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
                channel.write(StandardCharsets.UTF_8.encode(Secrets.random() + "\n"));
                channel.force(true);
            }
            Files.createLink(file, draft);
        } catch (FileAlreadyExistsException anotherProcessWasFaster) {
            // Its password is the one to use.
        } finally {
            Files.delete(draft);
        }
    }
}
